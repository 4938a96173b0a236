package org.segmentcourier.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WaitingTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final Waiting waiting =
      Waiting.until(NOW.plus(Duration.ofHours(6))).pausing(NOW.plusSeconds(25));

  @Test
  void itIsTooEarlyUntilThePauseIsOver() {
    assertThat(waiting.isEarly(NOW.plusSeconds(1))).isTrue();
    assertThat(waiting.isEarly(NOW.plusSeconds(25))).isFalse();
  }

  @Test
  @Tag("R11")
  void aClockThatIsPutBackByHoursDelaysNothing() {
    assertThat(waiting.isEarly(NOW.minus(Duration.ofHours(3)))).isFalse();
  }
}
