package org.segmentcourier.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TurnsTest {

  private static final long MILLI = 1_000_000;

  private final FoundRate rate = new FoundRate(100);
  private final Turns turns = new Turns(0, rate);

  @Test
  void theFirstTurnIsAtOnceAndTheNextAnIntervalLater() {
    assertThat(turns.next(rate)).isZero();

    turns.take(0, rate);

    assertThat(turns.next(rate)).isEqualTo(10 * MILLI);
  }

  @Test
  void whatALateThreadLosesIsMadeUpFor() {
    turns.take(0, rate);

    assertThat(turns.take(25 * MILLI, rate).awaited()).isTrue();

    assertThat(turns.next(rate)).isEqualTo(20 * MILLI);
  }

  @Test
  void timeInWhichNobodyWantedATurnIsNotMadeUpForAndHardlyCounts() {
    turns.take(0, rate);

    var turn = turns.take(60_000 * MILLI, rate);

    assertThat(turn.awaited()).isFalse();
    assertThat(turn.seconds()).isCloseTo(0.06, within(1e-6));
    assertThat(turns.next(rate)).isEqualTo(60_010 * MILLI);
  }

  @Test
  void theNextTurnFollowsTheRateOfTheMoment() {
    var turn = turns.take(0, rate);
    turn = new Turn(1, true, turn.fall());
    refuseAll(turn);

    assertThat(rate.perSecond()).isEqualTo(1);
    assertThat(turns.next(rate)).isEqualTo(1000 * MILLI);
  }

  private void refuseAll(Turn turn) {
    for (int i = 0; i < 10; i++) {
      rate.refused(turn);
    }
  }
}
