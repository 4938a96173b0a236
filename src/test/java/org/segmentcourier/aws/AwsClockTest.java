package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.fake.ManualClock;

class AwsClockTest {

  private final ManualClock machine = new ManualClock();
  private final AtomicLong nanos = new AtomicLong(17);
  private final Instant start = machine.instant();
  private final AwsClock clock = new AwsClock(machine, nanos::get);

  @Test
  @Tag("R11")
  void aMachineWhoseClockIsPutRightChangesNothing() {
    machine.advance(Duration.ofHours(7));
    pass(Duration.ofMinutes(1));

    assertThat(clock.instant()).isEqualTo(start.plusSeconds(60));
  }

  @Test
  @Tag("R11")
  void aMachineWhoseClockIsWrongIsPutRightByTheFirstAnswer() {
    clock.hear("Sat, 28 Nov 2026 01:30:00 GMT");
    pass(Duration.ofMinutes(1));

    assertThat(clock.instant()).isEqualTo("2026-11-28T01:31:00Z");
  }

  /** Time that goes back by a second, since an answer was a little late, would be of no use. */
  @Test
  void answersThatAreALittleLatePutNothingRight() {
    pass(Duration.ofMillis(4_500));

    clock.hear("Tue, 24 Nov 2026 10:15:01 GMT");

    assertThat(clock.instant()).isEqualTo(start.plusMillis(4_500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "yesterday", "Sat, 32 Nov 2026 01:30:00 GMT"})
  void whatIsNoDateTellsNothing(String date) {
    clock.hear(date);

    assertThat(clock.instant()).isEqualTo(start);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
