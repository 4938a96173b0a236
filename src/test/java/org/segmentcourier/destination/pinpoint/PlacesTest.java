package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.destination.pinpoint.SampleImport.NOW;
import static org.segmentcourier.destination.pinpoint.SampleImport.free;
import static org.segmentcourier.destination.pinpoint.SampleImport.job;
import static org.segmentcourier.destination.pinpoint.SampleImport.lookAmong;
import static org.segmentcourier.destination.pinpoint.SampleImport.tick;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.fake.ManualClock;

class PlacesTest {

  private static final ImportJob A = job("a", "PROCESSING");
  private static final ImportJob B = job("b", "PROCESSING");
  private static final ImportTick IN_LINE =
      tick().next(tick().waiting().forPlaceOf(List.of("a", "b"), NOW));

  private final ManualClock time = new ManualClock();
  private final Places places = new Places(2, time);

  @Test
  void whileAllPlacesAreTakenNobodyAsksAgainForAMoment() {
    places.note(lookAmong(free(), A, B));

    assertThat(places.areTakenFor(IN_LINE)).isTrue();
    assertThat(places.running()).containsExactly("a", "b");
  }

  @Test
  void afterAMomentSomebodyAsksAgain() {
    places.note(lookAmong(free(), A, B));

    time.advance(Places.MOMENT);

    assertThat(places.areTakenFor(IN_LINE)).isFalse();
  }

  @Test
  void aFileThatIsNotInLineIsLookedAtInAnyCase() {
    places.note(lookAmong(free(), A, B));

    assertThat(places.areTakenFor(tick())).isFalse();
  }

  @Test
  void aFreePlaceIsFreeAtOnce() {
    places.note(lookAmong(free(), A, B));
    places.note(lookAmong(free(), A));

    assertThat(places.areTakenFor(IN_LINE)).isFalse();
  }

  @Test
  void thePlaceOfAJobThatWasSeenToEndIsFree() {
    places.note(lookAmong(free(), A, B));
    places.noteEnd(Optional.of(A));
    assertThat(places.areTakenFor(IN_LINE)).isTrue();

    places.noteEnd(Optional.of(job("a", "FAILED")));

    assertThat(places.areTakenFor(IN_LINE)).isFalse();
  }
}
