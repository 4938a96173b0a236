package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.destination.pinpoint.SampleImport.ME;
import static org.segmentcourier.destination.pinpoint.SampleImport.NOW;
import static org.segmentcourier.destination.pinpoint.SampleImport.claim;
import static org.segmentcourier.destination.pinpoint.SampleImport.file;
import static org.segmentcourier.destination.pinpoint.SampleImport.free;
import static org.segmentcourier.destination.pinpoint.SampleImport.job;
import static org.segmentcourier.destination.pinpoint.SampleImport.lookAmong;
import static org.segmentcourier.destination.pinpoint.SampleImport.lookAt;
import static org.segmentcourier.destination.pinpoint.SampleImport.next;
import static org.segmentcourier.destination.pinpoint.SampleImport.tick;
import static org.segmentcourier.destination.pinpoint.SampleImport.told;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;

/** A file may be missing, or none that can be imported. */
class ImportFileTest {

  private static final ImportLook GONE = new ImportLook.NotThere("the file is gone");

  private final ImportDecision decision = SampleImport.decision();

  /** R10: an object that was put, or put once more, may be seen after ten seconds only. */
  @Test
  void aMissingFileIsLookedForMoreThanTenSecondsBeforeItIsDropped() {
    var tick = tick();
    var waited = Duration.ZERO;
    var step = decision.next(tick, GONE, ME);
    while (step instanceof ImportStep.Next) {
      tick = next(step);
      waited = waited.plus(Duration.between(NOW, tick.waiting().notBefore()));
      step = decision.next(tick, GONE, ME);
    }

    assertThat(step).isEqualTo(new ImportStep.Drop("the file is gone"));
    assertThat(waited).isBetween(Duration.ofSeconds(11), Duration.ofSeconds(20));
  }

  @Test
  void aFileThatWasThereMeanwhileIsLookedForAsOften() {
    var missing = next(decision.next(next(decision.next(tick(), GONE, ME)), GONE, ME));
    var found = next(decision.next(missing, lookAmong(claim("you", "", 0)), ME));

    assertThat(decision.next(found, GONE, ME)).isInstanceOf(ImportStep.Next.class);
  }

  @Test
  void howOftenItWasWaitedForOtherThingsDoesNotCount() throws Exception {
    var lost = SdkClientException.create("no answer");
    var places = lookAmong(free(), job("a", "PROCESSING"), job("b", "PROCESSING"));
    var failed = next(decision.afterFailure(tick(), null, null, ME, lost));
    var failedAgain = next(decision.afterFailure(failed, null, null, ME, lost));
    var inLine = next(decision.next(failedAgain, places, ME));
    var failedOnceMore = next(decision.afterFailure(inLine, null, null, ME, lost));

    assertThat(decision.next(failedOnceMore, GONE, ME)).isInstanceOf(ImportStep.Next.class);
  }

  @Test
  void emptyAndTooLargeFilesAreTold() {
    assertThat(told(decision.next(tick(), lookAt(file(0, NOW), free()), ME)))
        .contains("it is empty");
    assertThat(told(decision.next(tick(), lookAt(file((1L << 30) + 1, NOW), free()), ME)))
        .contains("1073741824");
  }

  @Test
  void anEarlyTickOnlySendsTheNext() {
    var early = tick().next(tick().waiting().pausing(NOW.plusSeconds(20)));

    var next = next(decision.early(early));

    assertThat(next.number()).isEqualTo(early.number() + 1);
    assertThat(next.waiting()).isEqualTo(early.waiting());
  }
}
