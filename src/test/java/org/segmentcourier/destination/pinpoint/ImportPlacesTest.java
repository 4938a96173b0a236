package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.destination.pinpoint.SampleImport.DEADLINE;
import static org.segmentcourier.destination.pinpoint.SampleImport.ME;
import static org.segmentcourier.destination.pinpoint.SampleImport.NOW;
import static org.segmentcourier.destination.pinpoint.SampleImport.claim;
import static org.segmentcourier.destination.pinpoint.SampleImport.decisionAt;
import static org.segmentcourier.destination.pinpoint.SampleImport.free;
import static org.segmentcourier.destination.pinpoint.SampleImport.job;
import static org.segmentcourier.destination.pinpoint.SampleImport.lookAmong;
import static org.segmentcourier.destination.pinpoint.SampleImport.next;
import static org.segmentcourier.destination.pinpoint.SampleImport.tick;
import static org.segmentcourier.destination.pinpoint.SampleImport.told;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportTick;

/** No more jobs run at once than there are places; a file waits for one, if need be for long. */
class ImportPlacesTest {

  private static final ImportJob A = job("a", "PROCESSING");
  private static final ImportJob B = job("b", "PENDING_JOB");
  private static final ImportJob C = job("c", "CREATED");

  @Test
  void whenAllPlacesAreTakenNothingIsClaimed() {
    var waiting = next(look(tick(), free(), A, B));

    assertThat(waiting.holder()).isEmpty();
    assertThat(waiting.inLine()).isTrue();
  }

  @Test
  void whenAllPlacesAreTakenNothingIsStartedAndTheClaimKept() {
    var waiting = next(look(tick(), claim(ME, "", 0), A, B));

    assertThat(waiting.holder()).isEqualTo(ME);
    assertThat(waiting.inLine()).isTrue();
  }

  @Test
  void endedJobsHaveNoPlace() {
    var step = look(tick(), free(), A, job("b", "COMPLETED"), job("c", "FAILED"));

    assertThat(step).isInstanceOf(ImportStep.Take.class);
  }

  /** Hundreds of files may be put at once. */
  @Test
  void theDeadlineBeginsAnewWheneverAPlaceChangesHands() {
    var first = next(look(tick(), free(), A, B));
    var later = NOW.plus(DEADLINE).minusSeconds(1);

    var moved = next(decisionAt(later).next(first, lookAmong(free(), B, C), ME));

    assertThat(deadline(first)).isEqualTo(NOW.plus(DEADLINE));
    assertThat(deadline(moved)).isEqualTo(later.plus(DEADLINE));
  }

  @Test
  void theDeadlineGoesOnWhileTheSameJobsHaveThePlaces() {
    var first = next(look(tick(), free(), A, B));
    var later = NOW.plus(DEADLINE).minusSeconds(1);

    var waiting = next(decisionAt(later).next(first, lookAmong(free(), B, A), ME));
    var step = decisionAt(later.plusSeconds(1)).inLine(waiting, List.of("a", "b"));

    assertThat(told(step)).contains("not started by its deadline", "a, b", "imports.concurrent");
  }

  @Test
  void aFileThatIsWatchedOverLongHasItsOwnDeadline() {
    var first = next(look(tick(), free(), A, B));
    var later = NOW.plus(DEADLINE);

    var watching = next(decisionAt(later).next(first, lookAmong(claim(ME, "c", 0), B, C), ME));

    assertThat(watching.job()).isEqualTo("c");
    assertThat(watching.inLine()).isFalse();
    assertThat(deadline(watching)).isEqualTo(later.plus(DEADLINE));
  }

  private static ImportStep look(ImportTick tick, Claim claim, ImportJob... others) {
    return decisionAt(NOW).next(tick, lookAmong(claim, others), ME);
  }

  private static Instant deadline(ImportTick tick) {
    return tick.waiting().deadline();
  }
}
