package org.segmentcourier.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.TestBranch;
import org.segmentcourier.delivery.LocalBuild;
import org.segmentcourier.delivery.exclusion.LocalSuppressions;
import org.segmentcourier.delivery.ledger.Account;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.endpoint.refresh.LocalDirectory;

/**
 * Builds what chance has made, from the sources of the directory to the segment files, and compares
 * it with a {@link NaiveDelivery}. A failure names its seed; {@code -Dseed=…} tries that one alone.
 */
final class RandomDeliveries implements AutoCloseable {

  /** Small ones, for the seams; and one that no segment fills. */
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(1, 100),
          new Shape(2, 900_000_000),
          new Shape(3, 1),
          new Shape(7, 1_000),
          new Shape(20, 300),
          new Shape(50, 2_000),
          new Shape(200, 900_000_000));

  private static final long MEMORY = 100_000_000;

  /** How a build is set up; starting its routes takes longer than the build. */
  private record Shape(int batch, long partLimit) {}

  /** A directory has each endpoint once. */
  private static final EndpointOutcome NEVER = EndpointOutcome.DUPLICATE;

  private final Path folder;
  private final Map<Shape, LocalBuild> builds = new HashMap<>();

  /** Columns of the ledger with anybody in it. */
  private final Set<Object> seen = new HashSet<>();

  /**
   * @param folder for files; nothing stays there but those of a round that failed
   */
  RandomDeliveries(Path folder) {
    this.folder = folder;
  }

  /** Tries so many seeds, or the one that was asked for. */
  void agree(long rounds) throws Exception {
    var seed = Long.getLong("seed");
    for (long round : seed == null ? LongStream.range(0, rounds).toArray() : new long[] {seed}) {
      try {
        agreeOn(round);
      } catch (Exception | AssertionError e) {
        throw new AssertionError("seed %d: %s".formatted(round, e.getMessage()), e);
      }
    }
    if (seed == null) {
      assertThat(seen)
          .as("columns of the ledger that chance has filled")
          .contains(UserOutcome.values())
          .containsAll(EnumSet.complementOf(EnumSet.of(NEVER)));
    }
  }

  private void agreeOn(long seed) throws Exception {
    var here = folder.resolve("seed-" + seed);
    var audience = new RandomAudience(seed, here);
    var shape = SHAPES.get((int) Math.floorMod(seed, SHAPES.size()));
    var directory =
        LocalDirectory.of(
            audience.sources, List.of("Attributes.Something"), here.resolve("directory"), MEMORY);
    var branches = audience.takers.stream().map(RandomDeliveries::branch).toList();
    var built = here.resolve("built");

    var suppressions = LocalSuppressions.of(audience.suppressions, here);
    var commit = build(shape).build(built, directory, suppressions, branches, audience.outputs);

    assertThat(DeliveredFiles.report(commit, built, shape.partLimit()))
        .containsExactlyElementsOf(
            NaiveDelivery.report(
                audience.rows, audience.lines, audience.takers, audience.suppressed));
    commit.segments().forEach(segment -> segment.branches().values().forEach(this::see));
    drop(here);
  }

  private void see(Account account) {
    account.users().forEach((column, count) -> see(column, count));
    account.endpoints().forEach((column, count) -> see(column, count));
  }

  private void see(Object column, long count) {
    if (count > 0) {
      seen.add(column);
    }
  }

  private static Branch branch(NaiveDelivery.Taker taker) {
    var channels = taker.channels().isEmpty() ? "ALL" : String.join(",", taker.channels());
    return TestBranch.of(
        taker.id(),
        channels,
        options -> {
          options.setSegments(taker.part().isEmpty() ? ".*" : taker.part());
          options.setColumns(String.join(", ", taker.columns()));
          options.setExperiment(taker.experiment());
          options.setHoldout(taker.percent().toPlainString());
        });
  }

  private LocalBuild build(Shape shape) throws Exception {
    var build = builds.get(shape);
    if (build == null) {
      build = new LocalBuild(shape.batch(), shape.partLimit());
      builds.put(shape, build);
    }
    return build;
  }

  private static void drop(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(RandomDeliveries::delete);
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    builds.values().forEach(LocalBuild::close);
  }
}
