package org.segmentcourier.fake;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.destination.DestinationConfiguration;
import org.segmentcourier.event.EventConfiguration;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.notification.NotificationConfiguration;
import org.segmentcourier.settings.Settings;

/** The routes as they are shipped, in a Camel context whose AWS is in memory. */
public final class RoutesUnderTest implements AutoCloseable {

  public static final String UPLOADS = "http://sqs/1/uploads";
  public static final String UPLOADS_REDRIVE = "http://sqs/1/uploads-redrive";
  public static final String STATE_CHANGES = "http://sqs/1/state-changes";
  public static final String STATE_CHANGES_REDRIVE = "http://sqs/1/state-changes-redrive";
  public static final String IMPORTS = "http://sqs/1/imports.fifo";
  public static final String IMPORTS_REDRIVE = "http://sqs/1/imports-redrive.fifo";

  public final FakeS3 s3;
  public final FakeSqs sqs = new FakeSqs();
  public final FakeSns sns;
  public final FakeEvents events = new FakeEvents();
  public final FakePinpoint pinpoint = new FakePinpoint();

  private final List<String> ends = new ArrayList<>();
  private final CamelContext context = new DefaultCamelContext();

  public RoutesUnderTest() {
    this(new FakeS3(), new FakeSns());
  }

  private RoutesUnderTest(FakeS3 s3, FakeSns sns) {
    this.s3 = s3;
    this.sns = sns;
    var settings = new Properties();
    settings.putAll(FakeSettings.values());
    context.getPropertiesComponent().setInitialProperties(settings);
    bind("s3", s3);
    bind("sqs", sqs);
    bind("sns", sns);
    bind("events", events);
    bind("pinpoint", pinpoint);
    bind("settings", Settings.of(key -> Optional.ofNullable(settings.getProperty(key))));
    new RecordsConfiguration().configure(context);
    new EventConfiguration().configure(context);
    new DestinationConfiguration().configure(context);
    new NotificationConfiguration().configure(context);
  }

  /** In another container, with the same S3 and SNS. */
  public static RoutesUnderTest beside(RoutesUnderTest others) {
    return new RoutesUnderTest(others.s3, others.sns);
  }

  /** From now on it stands for whatever else had the name. */
  public RoutesUnderTest bind(String name, Object bean) {
    context.getRegistry().unbind(name);
    context.getRegistry().bind(name, bean);
    return this;
  }

  /** Calls into these endpoints end in mocks of the same name. */
  public RoutesUnderTest endIn(String... directs) {
    ends.addAll(List.of(directs));
    return this;
  }

  /** Starts the named files of {@code routes/}, all at once: an error policy rules them all. */
  public RoutesUnderTest start(String... files) throws Exception {
    var resources = PluginHelper.getResourceLoader(context);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            Stream.of(files)
                .map(file -> resources.resolveResource("classpath:routes/" + file + ".camel.yaml"))
                .toList());
    for (var end : ends) {
      context.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:" + end).to("mock:" + end);
            }
          });
    }
    context.start();
    return this;
  }

  /** Puts a file into the import bucket, and tells the imports of it. */
  public void uploadToImport(String key, String content, Instant put) {
    s3.upload("import", key, content, put);
    tellOfUpload(key, put);
  }

  /** Tells the imports of a put of the content that is there, perhaps not for the first time. */
  public void tellOfUpload(String key, Instant put) {
    var head = s3.headObject(request -> request.bucket("import").key(key));
    var etag = head.eTag().replace("\"", "");
    tellOf(new UploadEvent("import", key, etag, head.contentLength(), put.toString()));
  }

  /** Tells the imports of an upload. */
  public void tellOf(UploadEvent upload) {
    context.createProducerTemplate().sendBody("direct:import-upload", upload);
  }

  public CamelContext context() {
    return context;
  }

  public MockEndpoint mock(String name) {
    return context.getEndpoint("mock:" + name, MockEndpoint.class);
  }

  @Override
  public void close() {
    context.stop();
  }
}
