package org.segmentcourier.delivery;

import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.segmentcourier.aws.FileUploads;
import org.segmentcourier.aws.Meters;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.delivery.build.FixedDisk;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.Endpoints;
import org.segmentcourier.endtoend.Vitals;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.notification.RedriveNotices;
import org.segmentcourier.notification.Refused;
import org.segmentcourier.segment.SegmentConfiguration;
import org.segmentcourier.settings.Settings;
import org.segmentcourier.work.WorkConfiguration;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The part of the application that delivers: its real routes and beans, with S3 on a folder, and
 * with a Personalize, users and people to tell that are the test's.
 */
final class DeliveryApplication implements AutoCloseable {

  final S3OnDisk s3;
  final FaultyS3 faulty;
  final NoQueues queues = new NoQueues();
  final KnownJobs jobs = new KnownJobs();
  final KnownUsers users = new KnownUsers();

  /** Who is asked for endpoints at the moment. */
  Supplier<EndpointSource> source = () -> users;

  final FixedDisk disk = new FixedDisk();
  final MeterRegistry meters = new SimpleMeterRegistry();
  final List<Notification> told = new CopyOnWriteArrayList<>();
  final CamelContext context = new DefaultCamelContext();
  final Path work;
  private final Path folder;

  DeliveryApplication(Path folder) throws Exception {
    this(folder, 10_000, output -> output);
  }

  /**
   * @param batch how many users a batch has
   * @param reader what stands between the routes and the reader of output
   */
  DeliveryApplication(Path folder, int batch, UnaryOperator<Object> reader) throws Exception {
    this.folder = folder;
    work = folder.resolve("work");
    s3 = new S3OnDisk(Files.createDirectories(folder.resolve("s3")));
    faulty = new FaultyS3(s3.client());
    var values = FakeSettings.values();
    values.put("data.bucket", S3OnDisk.DATA);
    values.put("import.bucket", S3OnDisk.IMPORT);
    values.put("work.folder", work.toString());
    values.put("delivery.batch", String.valueOf(batch));
    bind(Settings.of(key -> Optional.ofNullable(values.get(key))));
    var output = context.getRegistry().lookupByName("segmentOutput");
    context.getRegistry().unbind("segmentOutput");
    context.getRegistry().bind("segmentOutput", reader.apply(output));
    values.forEach(context.getPropertiesComponent()::addOverrideProperty);
    load("routes/errors.camel.yaml");
    load("routes/orders.camel.yaml");
    load("routes/deliveries.camel.yaml");
    load("routes/held.camel.yaml");
    load("routes/puts.camel.yaml");
    load("routes/templates/channel.camel.yaml");
    load("routes/branches/all.camel.yaml");
    context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:notify")
                .process(exchange -> told.add(exchange.getMessage().getBody(Notification.class)));
            from("direct:tell-refused")
                .process(
                    exchange ->
                        told.add(
                            Refused.notificationIn(
                                exchange.getProperty(
                                    ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class))));
          }
        });
    AdviceWith.adviceWith(
        context, "deliveries", advice -> advice.replaceFromWith("direct:deliveries"));
    context.start();
  }

  private void bind(Settings settings) throws Exception {
    var registry = context.getRegistry();
    registry.bind("settings", settings);
    registry.bind("s3", s3.client());
    registry.bind("s3Files", new FileUploads(faulty, Duration.ofMinutes(1)));
    registry.bind("personalize", jobs);
    var threads = context.getExecutorServiceManager().newCachedThreadPool(this, "endpoints");
    registry.bind("endpoints", new Endpoints(() -> source.get(), threads));
    registry.bind("sqs", queues);
    Meters.of(context).show(meters);
    new RecordsConfiguration().configure(context);
    new WorkConfiguration().configure(context);
    new SegmentConfiguration().configure(context);
    new BranchConfiguration().configure(context);
    new DeliveryConfiguration().configure(context);
    registry.bind("diskSpace", disk.space());
    registry.bind("redriveNotices", new RedriveNotices());
  }

  private void load(String routes) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "classpath:" + routes));
  }

  /** Adds a branch, as an operator would. */
  void addBranch(String yaml) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.fromBytes(
                "file:branch.camel.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
  }

  void removeBranch(String id) throws Exception {
    context.getRouteController().stopRoute("branch-" + id);
    context.removeRoute("branch-" + id);
  }

  /** Forgets everything but the routes. */
  void reset() {
    s3.clear();
    told.clear();
    users.clear();
    disk.room(Long.MAX_VALUE);
    source = () -> users;
    queues.sent.clear();
    jobs.answer();
    faulty.recover();
  }

  /** Has the job delivered. */
  void deliver(String arn) {
    receive("{\"job\":\"" + arn + "\"}", 1);
  }

  /**
   * Receives a message from the queue of deliveries.
   *
   * @param times how often it is received with this time, of five
   * @throws CamelExecutionException if the message stays in the queue
   */
  void receive(String message, int times) {
    var count = Map.of(APPROXIMATE_RECEIVE_COUNT, String.valueOf(times));
    try (var template = context.createProducerTemplate()) {
      var exchange =
          template.send(
              "direct:deliveries",
              received -> {
                received.setProperty("received", message);
                received.getMessage().setBody(message);
                received.getMessage().setHeader(Sqs2Constants.MESSAGE_ID, "message-1");
                received.getMessage().setHeader(Sqs2Constants.ATTRIBUTES, count);
              });
      if (exchange.getException() != null) {
        throw new CamelExecutionException("the message failed", exchange, exchange.getException());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was sent to the queue of deliveries. */
  List<SendMessageRequest> ordered() {
    return sentTo("deliveries.fifo");
  }

  /** What was sent to the redrive queue of deliveries. */
  List<SendMessageRequest> setAside() {
    return sentTo("deliveries-redrive.fifo");
  }

  private List<SendMessageRequest> sentTo(String queue) {
    return queues.sent.stream().filter(sent -> sent.queueUrl().endsWith("/" + queue)).toList();
  }

  /** Adds an output file of a job. */
  void output(String job, String file, String content) {
    s3.put(S3OnDisk.DATA, KnownJobs.folder(job) + file, content);
  }

  /** Lets the job's delivery have been decided so long ago. */
  void age(String job, Duration time) throws IOException {
    var commit =
        folder.resolve(
            "s3/%s/deliveries/%s_20261124-101500/commit.json".formatted(S3OnDisk.DATA, job));
    Files.setLastModifiedTime(commit, FileTime.from(Instant.now().minus(time)));
  }

  /** Lets the branch of a file have been missed for so long. */
  void ageMissed(String job, String file, Duration time) throws IOException {
    var missed =
        folder.resolve(
            "s3/%s/deliveries/%s_20261124-101500/missed/%s".formatted(S3OnDisk.DATA, job, file));
    Files.setLastModifiedTime(missed, FileTime.from(Instant.now().minus(time)));
  }

  /** A record of the job's delivery. */
  String record(String job, String name) {
    return s3.text(S3OnDisk.DATA, "deliveries/" + job + "_20261124-101500/" + name);
  }

  /** The published file, line by line. */
  List<String> published(String name) {
    return s3.text(S3OnDisk.IMPORT, "pinpoint/" + name).lines().toList();
  }

  /** A gzipped object of the data bucket, line by line. */
  List<String> unzipped(String key) throws IOException {
    var object = s3.client().getObjectAsBytes(get -> get.bucket(S3OnDisk.DATA).key(key));
    try (var in = new GZIPInputStream(object.asInputStream())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  List<String> publishedNames() {
    var names = new ArrayList<String>();
    for (var key : s3.keys(S3OnDisk.IMPORT, "")) {
      names.add(key.substring(key.indexOf('/') + 1));
    }
    return names;
  }

  /** What attempts have left on the disk. */
  List<Path> leftovers() throws Exception {
    try (var files = Files.walk(work)) {
      return files.filter(Files::isRegularFile).filter(file -> !file.endsWith("lock")).toList();
    }
  }

  /** Its files that are open still, those that were deleted among them. */
  List<String> openFiles() {
    return new Vitals(ProcessHandle.current().pid())
        .openFiles().stream()
            .filter(file -> file.startsWith(work + "/") && !file.endsWith("/lock"))
            .toList();
  }

  @Override
  public void close() throws Exception {
    context.close();
    s3.close();
  }
}
