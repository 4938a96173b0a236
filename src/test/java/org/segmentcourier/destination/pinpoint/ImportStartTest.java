package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.segmentcourier.destination.pinpoint.SampleImport.ME;
import static org.segmentcourier.destination.pinpoint.SampleImport.NOW;
import static org.segmentcourier.destination.pinpoint.SampleImport.claim;
import static org.segmentcourier.destination.pinpoint.SampleImport.file;
import static org.segmentcourier.destination.pinpoint.SampleImport.free;
import static org.segmentcourier.destination.pinpoint.SampleImport.job;
import static org.segmentcourier.destination.pinpoint.SampleImport.later;
import static org.segmentcourier.destination.pinpoint.SampleImport.look;
import static org.segmentcourier.destination.pinpoint.SampleImport.lookAt;
import static org.segmentcourier.destination.pinpoint.SampleImport.next;
import static org.segmentcourier.destination.pinpoint.SampleImport.ours;
import static org.segmentcourier.destination.pinpoint.SampleImport.tick;
import static org.segmentcourier.destination.pinpoint.SampleImport.ticks;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportTick;

/** Of one version of a file comes one job, by a claim. */
class ImportStartTest {

  private final ImportDecision decision = SampleImport.decision();

  @Test
  void anUnclaimedFileIsClaimed() {
    assertThat(start(look(free()))).isEqualTo(new ImportStep.Take(claim(ME, "", 0)));
  }

  @Test
  void aJobThatIsThereBeforeTheFileIsClaimedIsNotOfTheClaim() {
    var step = start(look(free(), job("j1", "CREATED")));

    assertThat(((ImportStep.Take) step).claim().past()).containsExactly("j1");
  }

  @Test
  void aClaimOfMyOwnIsUsed() {
    assertThat(start(look(claim(ME, "", 0))))
        .isEqualTo(new ImportStep.Start(claim(ME, "", 0), file()));
  }

  @Test
  void aJobThatWasStartedUnderMyClaimIsAdoptedAndNotRepeated() {
    var step = start(look(claim(ME, "", 0), later(job("j2", "CREATED")), job("j1", "CREATED")));

    assertThat(step).isEqualTo(new ImportStep.Adopt(claim(ME, "", 0), "j1"));
  }

  @Test
  void aFreshClaimOfSomebodyElseIsLeftAlone() {
    assertThat(start(look(claim("you", "", 299))))
        .asInstanceOf(type(ImportStep.Next.class))
        .extracting(ImportStep.Next::reason)
        .asString()
        .contains("another container");
  }

  @Test
  void aStaleClaimIsTakenOver() {
    assertThat(start(look(claim("you", "", 300))))
        .isEqualTo(new ImportStep.Take(claim(ME, "", 300)));
  }

  /**
   * It is as old as its first holder's, whose job may yet show; but its holder has just taken it.
   */
  @Test
  void aClaimThatWasJustTakenOverIsLeftAlone() {
    var ofFirstHolder = claim("dead", "", 600);
    var takenOver =
        new Claim(
            ofFirstHolder.destination(),
            ofFirstHolder.version(),
            ofFirstHolder.etag(),
            "you",
            "",
            ofFirstHolder.since(),
            ofFirstHolder.put(),
            NOW.minusSeconds(1),
            List.of());

    assertThat(start(look(takenOver))).isInstanceOf(ImportStep.Next.class);
  }

  @Test
  void aUsedClaimIsFollowed() {
    var step = start(look(claim("you", "j1", 0), job("j1", "PROCESSING")));

    assertThat(next(step).job()).isEqualTo("j1");
  }

  /** R19: a container that was stopped between looking and starting comes back late. */
  @Test
  void aSecondJobOfTheSameClaimIsWatchedToBeWithdrawn() {
    var step = start(look(claim(ME, "j1", 0), job("j1", "CREATED"), later(job("j2", "CREATED"))));

    assertThat(ticks(step)).extracting(ImportTick::job).containsExactly("j1", "j2");
    assertThat(ticks(step)).extracting(ImportTick::surplus).containsExactly(false, true);
    assertThat(ticks(step)).extracting(ImportTick::deduplicationId).doesNotHaveDuplicates();
  }

  /** R19: the one that was faster has sent its own next tick, and watches its own job only. */
  @Test
  void whoeverWasOutrunLooksAgainThoughTheQueueDropsATickTwice() {
    var faster = next(start(look(claim(ME, "j2", 0), job("j2", "CREATED"))));

    var outrun = next(decision.outrun(tick(), ME));
    var outrunToo = next(decision.outrun(tick(), ME));

    assertThat(Stream.of(faster, outrun, outrunToo).map(ImportTick::deduplicationId))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.length() <= 128);
    assertThat(outrun.run()).as("what notifications are kept by").isEqualTo(tick().run());
  }

  @Test
  void aFailedImportIsNotRepeatedByTheSamePut() {
    var step = start(look(claim("you", "j1", 0), job("j1", "FAILED")));

    assertThat(next(step).job()).isEqualTo("j1");
  }

  @Test
  void aFailedImportIsRepeatedByANewPut() {
    var again = ours(NOW.minusSeconds(1));
    var claim = claim("you", "j1", 0);

    assertThat(start(lookAt(again, claim, job("j1", "FAILED"))))
        .isEqualTo(new ImportStep.Take(claim.renewedBy(ME, again.put(), List.of())));
  }

  /** A user goes back to an earlier content, and what was imported in between no longer holds. */
  @Test
  void aUsersFileIsImportedAgainByANewPut() {
    var again = file(5, NOW.minusSeconds(1));
    var claim = claim("you", "j1", 0);

    assertThat(start(lookAt(again, claim, job("j1", "COMPLETED"))))
        .isEqualTo(new ImportStep.Take(claim.renewedBy(ME, again.put(), List.of())));
  }

  @Test
  void aUsersFileIsNotImportedAgainByTheSamePut() {
    var step = start(look(claim("you", "j1", 0), job("j1", "COMPLETED")));

    assertThat(next(step).job()).isEqualTo("j1");
  }

  /** Also one that no record names, since the answer to its call got lost. */
  @Test
  void noJobOfAnEarlierPutCanBeTheNewOnes() {
    var again = file(5, NOW.minusSeconds(1));
    var step =
        start(
            lookAt(
                again, claim("you", "j1", 0), job("j1", "COMPLETED"), later(job("j2", "CREATED"))));

    assertThat(((ImportStep.Take) step).claim().past()).containsExactly("j1", "j2");
  }

  @Test
  void aSegmentFileOfOursIsImportedOnce() {
    var again = ours(NOW.minusSeconds(1));
    var step = start(lookAt(again, claim("you", "j1", 0), job("j1", "COMPLETED")));

    assertThat(next(step).job()).isEqualTo("j1");
  }

  private ImportStep start(ImportLook look) {
    return decision.next(tick(), look, ME);
  }
}
