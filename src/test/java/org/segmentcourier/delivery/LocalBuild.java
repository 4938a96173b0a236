package org.segmentcourier.delivery;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.branch.BranchConfiguration;
import org.segmentcourier.branch.Branches;
import org.segmentcourier.delivery.build.Build;
import org.segmentcourier.delivery.build.LocalOutput;
import org.segmentcourier.delivery.build.SegmentCsv;
import org.segmentcourier.delivery.build.SegmentFiles;
import org.segmentcourier.delivery.build.SegmentRows;
import org.segmentcourier.delivery.order.SegmentJob;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.Commit.Input;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.Endpoints;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.segment.SegmentConfiguration;
import org.segmentcourier.settings.Settings;

/**
 * The part of a delivery that builds segment files: the real routes and beans, from an output file
 * on the disk to segment files on the disk. There is no AWS.
 */
public final class LocalBuild implements AutoCloseable {

  private static final SegmentJob JOB =
      new SegmentJob(
          KnownJobs.arn("job"),
          "job",
          Instant.parse("2026-11-24T10:15:00Z"),
          new S3Location("bucket", "batch/"),
          false,
          "");

  private static final List<String> BUILDING = List.of("output", "segment");

  private final ModelCamelContext context = new DefaultCamelContext();
  private final EndpointSource source;
  private final LocalOutput output = new LocalOutput();
  private final Path folder;

  /**
   * @param folder where the files are built
   * @param branches their ids and channels, such as {@code email=EMAIL}
   */
  public LocalBuild(Path folder, EndpointSource source, List<String> branches) throws Exception {
    this.source = source;
    this.folder = Files.createDirectories(folder);
    var values = FakeSettings.values();
    values.put("delivery.batch", System.getProperty("batch", "10000"));
    var registry = context.getRegistry();
    registry.bind("settings", Settings.of(key -> Optional.ofNullable(values.get(key))));
    registry.bind("endpoints", new Endpoints(() -> source));
    registry.bind("segmentFiles", new SegmentFiles(SegmentFiles.PART_LIMIT));
    registry.bind("segmentCsv", new SegmentCsv());
    registry.bind("segmentRows", new SegmentRows());
    registry.bind("jobOutput", output);
    new SegmentConfiguration().configure(context);
    new BranchConfiguration().configure(context);
    values.forEach(context.getPropertiesComponent()::addOverrideProperty);
    load(
        ResourceHelper.resolveMandatoryResource(context, "classpath:routes/deliveries.camel.yaml"));
    for (var branch : branches) {
      var parts = branch.split("=");
      var yaml =
          """
          - route:
              id: branch-%1$s
              from: {uri: "branch:%1$s?channels=%2$s&destination=pinpoint", steps: [{log: "${body}"}]}
          """
              .formatted(parts[0], parts[1]);
      load(
          ResourceHelper.fromBytes(
              parts[0] + ".camel.yaml", yaml.getBytes(StandardCharsets.UTF_8)));
    }
    context.removeRouteDefinitions(
        context.getRouteDefinitions().stream()
            .filter(route -> "deliveries".equals(route.getGroup()))
            .filter(route -> !BUILDING.contains(route.getRouteId()))
            .toList());
    context.start();
  }

  private void load(org.apache.camel.spi.Resource routes) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(routes);
  }

  /** Builds the segment files of an output file. */
  public Commit build(Path output) throws Exception {
    this.output.is(output);
    var files = context.getRegistry().lookupByNameAndType("segmentFiles", SegmentFiles.class);
    var branches = context.getRegistry().lookupByNameAndType("branches", Branches.class);
    Build build = files.begin(JOB, folder, branches.now(), source);
    var input = new Input("bucket", "batch/" + output.getFileName(), "etag", Files.size(output));
    try (var template = context.createProducerTemplate()) {
      var exchange =
          template.send(
              "direct:output",
              sent -> {
                sent.setVariable("build", build);
                sent.setVariable("endpoints", source);
                sent.setVariable("job", JOB);
                sent.getMessage().setBody(input);
              });
      if (exchange.getException() != null) {
        throw exchange.getException();
      }
    }
    return files.settle(build);
  }

  @Override
  public void close() {
    context.stop();
  }
}
