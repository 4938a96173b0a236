package org.segmentcourier.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.Placement;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.HandOver;
import org.segmentcourier.branch.check.Handed;
import org.segmentcourier.branch.check.Sample;
import org.segmentcourier.delivery.publish.SegmentFile;
import org.segmentcourier.endpoint.ChannelTypes;

/** A segment of one user who can be reached on each of Pinpoint's channels once. */
final class SampleSegment implements Sample {

  private static final String QUERY = "ITEMS.genres = \"Action\"";
  private static final String JOB =
      "arn:aws:personalize:us-east-1:123456789012:batch-segment-job/sample";
  private static final String DELIVERY = "sample_20261124-101500";
  private static final String STEM = "ITEMSgenresAction_20261124-101500";

  private final Path folder;

  SampleSegment() throws IOException {
    folder = Files.createTempDirectory("segment-courier-sample");
  }

  /** In canonical form. */
  String query() {
    return QUERY;
  }

  /** How many endpoints it has. */
  int endpoints() {
    return ChannelTypes.KNOWN.size();
  }

  /** How many of them are on the branch's channels. */
  long endpoints(Branch branch) {
    return on(branch).count();
  }

  private static Stream<String> on(Branch branch) {
    return ChannelTypes.KNOWN.stream().filter(branch::takesChannel);
  }

  /** What the branch's segment file is called; as deliveries name the files of this query. */
  String name(Branch branch) {
    return STEM + (branch.id().equals(Branch.DEFAULT) ? "" : "_" + branch.id()) + ".csv";
  }

  /** With the headers that deliveries give it. */
  @Override
  public Handed of(Branch branch) {
    return new Handed(
        branch.of() == HandOver.BATCHES ? rows(branch) : file(branch),
        Map.of("delivery", DELIVERY, "query", QUERY, "segmentFile", name(branch)),
        SampleSegment::publish);
  }

  /** As deliveries do, but for putting it anywhere. */
  private static Placement publish(Object body) {
    if (!(body instanceof SegmentFile file)) {
      throw new IllegalArgumentException(
          "direct:publish must get the segment file as the route got it, not %s; other steps can"
                  .formatted(body == null ? "nothing" : body.getClass().getSimpleName())
              + " come after it, or change a copy (in multicast)");
    }
    return new Placement("import-bucket", file.destination() + "/" + file.name(), false);
  }

  private static List<Map<String, String>> rows(Branch branch) {
    var columns = columns(branch);
    return on(branch)
        .map(
            type ->
                columns.stream()
                    .collect(Collectors.toMap(column -> column, column -> value(column, type))))
        .toList();
  }

  private static List<String> columns(Branch branch) {
    return Stream.concat(Stream.of("Id"), branch.columns().stream()).toList();
  }

  private static String value(String column, String type) {
    return switch (column) {
      case "Id" -> "sample-" + type;
      case "ChannelType" -> type;
      case "User.UserId" -> "sample";
      default -> column + " of " + type;
    };
  }

  private SegmentFile file(Branch branch) {
    var file = folder.resolve(name(branch));
    try {
      Files.write(file, lines(branch));
      return new SegmentFile(
          DELIVERY,
          JOB,
          branch.id(),
          branch.destination(),
          QUERY,
          name(branch),
          name(branch).replace(".csv", "-a1b2c3.csv"),
          file.toFile(),
          Fingerprint.of(file),
          Files.size(file),
          endpoints(branch));
    } catch (IOException e) {
      throw new UncheckedIOException("the sample can't be written", e);
    }
  }

  private static List<String> lines(Branch branch) {
    var columns = columns(branch);
    var rows = rows(branch).stream().map(row -> columns.stream().map(row::get));
    return Stream.concat(Stream.of(columns.stream()), rows)
        .map(row -> row.collect(Collectors.joining(",")))
        .toList();
  }

  @Override
  public void close() throws IOException {
    List<Path> files;
    try (var paths = Files.list(folder)) {
      files = paths.toList();
    }
    for (var file : files) {
      Files.delete(file);
    }
    Files.delete(folder);
  }
}
