package org.segmentcourier.destination;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitingTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

  private final Waiting waiting =
      Waiting.until(NOW.plus(Duration.ofHours(6))).pausing(NOW.plusSeconds(25));

  @Test
  void itIsTooEarlyUntilThePauseIsOver() {
    assertThat(waiting.isEarly(NOW.plusSeconds(1))).isTrue();
    assertThat(waiting.isEarly(NOW.plusSeconds(25))).isFalse();
  }

  /** Set by another container, or by this one before its clock was put right. */
  @ParameterizedTest
  @ValueSource(longs = {3, -3})
  @Tag("R11")
  void aPauseThatWasSetByAClockThatIsOffByHoursDelaysNothing(long hours) {
    assertThat(waiting.isEarly(NOW.minus(Duration.ofHours(hours)))).isFalse();
  }
}
