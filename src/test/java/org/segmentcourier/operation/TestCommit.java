package org.segmentcourier.operation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.segmentcourier.delivery.order.SolutionVersion;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.PreparedFile;

/** Commits of which only the files matter. */
final class TestCommit {

  private TestCommit() {}

  static Commit of(String delivery, PreparedFile... files) {
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
