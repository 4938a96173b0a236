package org.segmentcourier.delivery;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.build.Build;
import org.segmentcourier.delivery.build.LocalOutput;
import org.segmentcourier.delivery.build.SegmentCsv;
import org.segmentcourier.delivery.build.SegmentFiles;
import org.segmentcourier.delivery.build.SegmentRows;
import org.segmentcourier.delivery.exclusion.Experiments;
import org.segmentcourier.delivery.exclusion.SuppressionList;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.order.SolutionVersion;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.Commit.Input;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.Endpoints;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.segment.SegmentConfiguration;
import org.segmentcourier.settings.Settings;

/**
 * The part of a delivery that builds segment files: the real routes and beans, from output files on
 * the disk to segment files on the disk, each named by its SHA-256. There is no AWS.
 */
public final class LocalBuild implements AutoCloseable {

  private static final Instant CREATED = Instant.parse("2026-11-24T10:15:00Z");

  private static final SegmentJob JOB =
      new SegmentJob(
          KnownJobs.arn("job"),
          "job",
          new SolutionVersion("version", CREATED.minusSeconds(60), Duration.ofMinutes(1)),
          0,
          CREATED,
          CREATED.plusSeconds(60),
          new S3Location("bucket", "batch/"),
          false,
          "");

  /** Of experiments. */
  public static final String KEY = "segment-courier";

  private static final List<String> BUILDING = List.of("output", "segment");

  private final ModelCamelContext context = new DefaultCamelContext();
  private final LocalOutput output = new LocalOutput();
  private final SegmentFiles files;

  /**
   * @param batch how many users a batch has at most
   * @param partLimit bytes after which a file is continued in another part
   */
  public LocalBuild(int batch, long partLimit) throws Exception {
    var threads = context.getExecutorServiceManager().newCachedThreadPool(this, "files");
    files = new SegmentFiles(partLimit, Clock.systemUTC(), threads, new Experiments(KEY));
    var values = FakeSettings.values();
    values.put("delivery.batch", String.valueOf(batch));
    var registry = context.getRegistry();
    registry.bind("settings", Settings.of(key -> Optional.ofNullable(values.get(key))));
    registry.bind("endpoints", new Endpoints(LocalBuild::nobody, threads));
    registry.bind("segmentFiles", files);
    registry.bind("segmentCsv", new SegmentCsv());
    registry.bind("segmentRows", new SegmentRows());
    registry.bind("jobOutput", output);
    new SegmentConfiguration().configure(context);
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            ResourceHelper.resolveMandatoryResource(
                context, "classpath:routes/deliveries.camel.yaml"));
    context.removeRouteDefinitions(
        context.getRouteDefinitions().stream()
            .filter(route -> !BUILDING.contains(route.getRouteId()))
            .toList());
    context.start();
  }

  private static EndpointSource nobody() {
    throw new IllegalStateException("a build names who knows its endpoints");
  }

  /**
   * Builds the segment files of a job.
   *
   * @param folder where they are built; it is made
   * @param endpoints who knows them
   * @param outputs the job's output files
   * @return what would be decided, with nothing staged
   */
  public Commit build(
      Path folder, EndpointSource endpoints, List<Branch> branches, List<Path> outputs)
      throws Exception {
    return build(folder, endpoints, SuppressionList.EMPTY, branches, outputs);
  }

  /** The same with somebody who is not to be reached. */
  public Commit build(
      Path folder,
      EndpointSource endpoints,
      SuppressionList suppressions,
      List<Branch> branches,
      List<Path> outputs)
      throws Exception {
    Files.createDirectories(folder);
    var build = files.begin(null, JOB, folder, branches, endpoints, suppressions);
    for (var file : outputs) {
      var input = new Input("bucket", "batch/" + file.getFileName(), "etag", Files.size(file));
      output.add(input, file);
      read(input, build, endpoints);
    }
    return files.settle(build, Map.of());
  }

  private void read(Input input, Build build, EndpointSource endpoints) throws Exception {
    try (var template = context.createProducerTemplate()) {
      var exchange =
          template.send(
              "direct:output",
              sent -> {
                sent.setVariable("build", build);
                sent.setVariable("endpoints", endpoints);
                sent.getMessage().setBody(input);
              });
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
