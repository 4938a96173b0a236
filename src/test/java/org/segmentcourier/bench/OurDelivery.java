package org.segmentcourier.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.TestBranch;
import org.segmentcourier.delivery.LocalBuild;
import org.segmentcourier.delivery.build.SegmentFiles;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.endpoint.EndpointSource;
import org.segmentcourier.endpoint.directory.LocalSnapshot;

/**
 * Deliveries by the application: its routes, beans, ledger and rejects, with files on the disk
 * instead of S3.
 */
final class OurDelivery implements Contender.Delivery {

  /** The default of {@code delivery.batch}. */
  private static final int BATCH = 4_000;

  private static final List<Branch> BRANCHES =
      Branches.CHANNELS.entrySet().stream()
          .map(branch -> TestBranch.of(branch.getKey(), branch.getValue()))
          .toList();

  private final boolean addresses;

  /** Started, as in a container; null before the first. */
  private LocalBuild build;

  /** Opened, as in a container; null before the first. */
  private EndpointSource snapshot;

  /**
   * @param addresses whether endpoints are named in full
   */
  OurDelivery(boolean addresses) {
    this.addresses = addresses;
  }

  @Override
  public double run(Inputs inputs, Path folder) throws Exception {
    if (build == null) {
      build = new LocalBuild(BATCH, SegmentFiles.PART_LIMIT);
      snapshot = snapshot(inputs);
    }
    long start = System.nanoTime();
    var commit = build.build(folder, snapshot, BRANCHES, List.of(inputs.output()));
    double seconds = (System.nanoTime() - start) / 1e9;
    name(commit, folder);
    return seconds;
  }

  private EndpointSource snapshot(Inputs inputs) throws IOException {
    var directory = inputs.directory();
    return LocalSnapshot.open(
        1, directory.resolve("users"), directory.resolve("details"), addresses ? 1 : 0);
  }

  /** Names files as those of the others are. */
  private static void name(Commit commit, Path folder) throws IOException {
    var lines = new HashMap<String, Integer>();
    var counts = new StringBuilder("line,branch,outcome,users\n");
    for (var segment : commit.segments()) {
      lines.put(segment.query(), segment.line());
      segment
          .branches()
          .forEach(
              (branch, account) ->
                  account.users().entrySet().stream()
                      .filter(outcome -> outcome.getValue() > 0)
                      .forEach(
                          outcome ->
                              counts.append(
                                  "%d,%s,%s,%d%n"
                                      .formatted(
                                          segment.line(),
                                          branch,
                                          word(outcome.getKey()),
                                          outcome.getValue()))));
    }
    Files.writeString(folder.resolve("counts.csv"), counts);
    for (var file : commit.files()) {
      Files.move(
          folder.resolve(file.sha256()),
          folder.resolve("%s-%d.csv".formatted(file.branch(), lines.get(file.query()))));
    }
    for (var file : commit.rejected()) {
      Files.move(
          folder.resolve(file.sha256()),
          folder.resolve("rejects-%d.csv.gz".formatted(file.line())));
    }
  }

  private static String word(UserOutcome outcome) {
    return outcome == UserOutcome.NO_ENDPOINT_ON_CHANNEL
        ? ""
        : outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
