package org.segmentcourier.endpoint.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final long MILLI = 1_000_000;

  private final FoundRate rate = new FoundRate(100);
  private final Turns turns = new Turns(0, rate);

  @Test
  void theFirstTurnIsAtOnceAndTheNextAnIntervalLater() {
    assertThat(turns.next()).isZero();

    turns.take(0);

    assertThat(turns.next()).isEqualTo(10 * MILLI);
  }

  @Test
  void whatALateThreadLosesIsMadeUpFor() {
    turns.take(0);

    var turn = turns.take(25 * MILLI);

    assertThat(turn.awaited()).isTrue();
    assertThat(turn.seconds()).isCloseTo(0.025, within(1e-6));
    assertThat(turns.next()).isEqualTo(20 * MILLI);
  }

  @Test
  void timeWithFewCallsIsNotMadeUpFor() {
    turns.take(0);

    var turn = turns.take(500 * MILLI);

    assertThat(turn.awaited()).isFalse();
    assertThat(turn.seconds()).isCloseTo(0.5, within(1e-6));
    assertThat(turns.next()).isEqualTo(510 * MILLI);
  }

  @Test
  void timeWithoutCallsDoesNotCount() {
    turns.take(0);

    var turn = turns.take(3_600_000 * MILLI);

    assertThat(turn.awaited()).isFalse();
    assertThat(turn.seconds()).isCloseTo(0.01, within(1e-6));
  }
}
