package org.segmentcourier.delivery.records;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.segmentcourier.delivery.order.SolutionVersion;

/** Commits of which only the files matter. */
public final class TestCommit {

  private TestCommit() {}

  /** Of a job {@code arn:job}. */
  public static Commit of(String delivery, PreparedFile... files) {
    return new Commit(
        Commit.VERSION,
        delivery,
        "arn:job",
        new SolutionVersion("arn:s/v", Instant.EPOCH, Duration.ZERO),
        new Commit.Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH),
        "0.1.0",
        List.of(),
        "pinpoint",
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(files));
  }
}
