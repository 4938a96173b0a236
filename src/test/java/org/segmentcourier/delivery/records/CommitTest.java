package org.segmentcourier.delivery.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.delivery.order.SolutionVersion;

class CommitTest {

  /** Containers of two versions run while one is replaced by the other. */
  @Test
  void oneOfAnApplicationThatKnewNothingOfEmptySegmentsCanBeRead() {
    var commit =
        new Commit(
            Commit.VERSION,
            "d",
            "arn",
            new SolutionVersion("version", Instant.EPOCH, Duration.ZERO),
            new Commit.Times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH),
            "0.1.0",
            List.of(),
            "pinpoint",
            "",
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            null,
            List.of(),
            List.of(),
            List.of());

    assertThat(commit.empty()).isEmpty();
  }
}
