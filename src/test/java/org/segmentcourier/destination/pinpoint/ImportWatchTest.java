package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.segmentcourier.destination.pinpoint.SampleImport.NOW;
import static org.segmentcourier.destination.pinpoint.SampleImport.job;
import static org.segmentcourier.destination.pinpoint.SampleImport.next;
import static org.segmentcourier.destination.pinpoint.SampleImport.tick;
import static org.segmentcourier.destination.pinpoint.SampleImport.ticks;
import static org.segmentcourier.destination.pinpoint.SampleImport.told;
import static org.segmentcourier.destination.pinpoint.SampleImport.watching;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Notification;

/** A job is watched to its end, and people are told what became of it. */
class ImportWatchTest {

  private static final List<String> FAILURES =
      List.of("line 2: jo@example.com or +1 (206) 555-0100 is wrong");

  private static final ImportJob FIRST_DONE = job("j1", "COMPLETED");
  private static final ImportJob SECOND_DONE = job("j2", "COMPLETED");

  private final ImportWatch watch = new ImportWatch(SampleImport.looksAt(NOW));

  @Test
  void aRunningJobIsLookedAtAgain() {
    var step = watch.watch(watching(), Optional.of(job("j1", "PROCESSING")), List.of());

    assertThat(next(step).number()).isEqualTo(watching().number() + 1);
  }

  @Test
  void aJobThatDoesNotEndIsGivenUpAtTheDeadline() {
    var overdue = tick().watching("j1", NOW);

    assertThat(told(watch.watch(overdue, Optional.of(job("j1", "PROCESSING")), List.of())))
        .contains("not over at its deadline");
  }

  @Test
  void aJobThatIsGoneIsLookedForAgainBeforeItIsTold() {
    var last = Stream.iterate(watching(), this::afterAMiss).skip(6).findFirst().orElseThrow();

    assertThat(told(watch.watch(last, Optional.empty(), List.of())))
        .contains("no longer knows the job");
  }

  @Test
  void aJobThatIsGoneAtItsDeadlineIsNotLookedForAnyLonger() {
    var overdue = tick().watching("j1", NOW);

    assertThat(told(watch.watch(overdue, Optional.empty(), List.of())))
        .contains("no longer knows the job");
  }

  @Test
  void aSurplusJobsSegmentIsDeletedOnceBothHaveEnded() {
    assertThat(surplus(FIRST_DONE, SECOND_DONE))
        .asInstanceOf(type(ImportStep.Withdraw.class))
        .extracting(ImportStep.Withdraw::segmentId)
        .isEqualTo("segment-j2");
  }

  @Test
  void itIsNotDeletedWhileTheFirstJobMayFail() {
    assertThat(next(surplus(job("j1", "PROCESSING"), SECOND_DONE)).surplus()).isTrue();
  }

  @Test
  void itIsDeletedIfTheFirstJobIsStuck() {
    var overdue = tick().watchingSurplus("j2", NOW);

    assertThat(
            watch.watch(
                overdue, Optional.of(SECOND_DONE), List.of(job("j1", "PROCESSING"), SECOND_DONE)))
        .isInstanceOf(ImportStep.Withdraw.class);
  }

  @Test
  void itStaysIfTheFirstJobHasFailedAndThatIsTold() {
    assertThat(told(surplus(job("j1", "FAILED"), SECOND_DONE)))
        .contains("is complete", "Import job: j2");
  }

  @Test
  void itIsDeletedIfItIsNotKnownWhatElseThereIs() {
    var tick = tick().watchingSurplus("j2", NOW.plusSeconds(60));

    assertThat(watch.watch(tick, Optional.of(SECOND_DONE), List.of()))
        .isInstanceOf(ImportStep.Withdraw.class);
  }

  @Test
  void ifAllJobsFailThatIsTold() {
    assertThat(told(surplus(job("j1", "FAILED"), job("j2", "FAILED")))).contains(" failed.");
  }

  /** Of three jobs, whichever is looked at in whatever order. */
  @Test
  void ofManyJobsThatCompleteOneStays() {
    var rivals = List.of(job("j1", "FAILED"), SECOND_DONE, job("j3", "COMPLETED"));

    assertThat(ticks(watch.watch(watching(), Optional.of(rivals.get(0)), rivals)))
        .extracting(ImportTick::job)
        .containsExactly("j2", "j3");
    assertThat(surplus(rivals.get(1), rivals)).isInstanceOf(ImportStep.Tell.class);
    assertThat(surplus(rivals.get(2), rivals)).isInstanceOf(ImportStep.Withdraw.class);
  }

  @Test
  void aFurtherJobOfACompleteImportIsWatchedToBeWithdrawn() {
    var step =
        (ImportStep.Tell)
            watch.watch(
                watching(), Optional.of(FIRST_DONE), List.of(FIRST_DONE, job("j2", "CREATED")));

    assertThat(step.notification().subject()).isEqualTo("imported a.csv");
    assertThat(step.ticks())
        .singleElement()
        .satisfies(tick -> assertThat(tick.job()).isEqualTo("j2"))
        .satisfies(tick -> assertThat(tick.surplus()).isTrue());
  }

  @Test
  void aFailureIsNotToldWhileAFurtherJobMayImportTheFile() {
    var failed = job("j1", "FAILED");

    var step =
        watch.watch(watching(), Optional.of(failed), List.of(failed, job("j2", "PROCESSING")));

    assertThat(next(step).job()).isEqualTo("j2");
    assertThat(next(step).surplus()).isTrue();
  }

  /** Defect 7 of the reference: a failed or partial import is reported as a success. */
  @Test
  void successPartAndFailureAreToldApart() {
    var complete = ended(job("j1", "COMPLETED"));
    var partial = ended(job("j1", "COMPLETED", 1, FAILURES));
    var failed = ended(job("j1", "FAILED", 3, FAILURES));

    assertThat(Stream.of(complete, partial, failed).map(told -> told.data().get("status")))
        .containsExactly("IMPORT COMPLETE", "IMPORT PARTIAL", "IMPORT FAILED");
    assertThat(Stream.of(complete, partial, failed).map(Notification::subject))
        .containsExactly("imported a.csv", "imported in part: a.csv", "import failed: a.csv");
    assertThat(complete.text()).contains("3 imported, none failed");
    assertThat(partial.text()).contains("3 read, 1 of them failed");
    assertThat(failed.text()).contains("3 read, 3 of them failed");
  }

  /** As of a segment file whose endpoints were never imported: its rows hold an Id alone. */
  @Test
  void aCompletedJobOfWhichEveryRowFailedHasImportedNothing() {
    var nothing = ended(job("j1", "COMPLETED", 3, FAILURES));

    assertThat(nothing.data()).containsEntry("status", "IMPORT EMPTY");
    assertThat(nothing.subject()).isEqualTo("nothing imported: a.csv");
    assertThat(nothing.summary()).contains("a.csv", "none of 3 rows");
    assertThat(nothing.text())
        .contains("No row was imported", "3 read, all of them failed", "is empty", "import")
        .doesNotContain("the other rows");
  }

  /** Defect 7 of the reference: as when Pinpoint may not read the file. */
  @Test
  void aJobThatFailedAsAWholeIsNoSuccessThoughNoRowFailed() {
    var failed = ended(job("j1", "FAILED"));

    assertThat(failed.subject()).isEqualTo("import failed: a.csv");
    assertThat(failed.data()).containsEntry("status", "IMPORT FAILED");
  }

  @Test
  void addressesInFailuresAreNotTold() {
    var notification = ended(job("j1", "COMPLETED", 1, FAILURES));

    assertThat(notification.text()).contains("line 2: *** or *** is wrong");
    assertThat(notification.data().toString()).doesNotContain("example.com", "206");
  }

  private ImportTick afterAMiss(ImportTick tick) {
    return next(watch.watch(tick, Optional.empty(), List.of()));
  }

  private Notification ended(ImportJob job) {
    return ((ImportStep.Tell) watch.watch(watching(), Optional.of(job), List.of())).notification();
  }

  /** A look at the second job, when both are as they are. */
  private ImportStep surplus(ImportJob first, ImportJob second) {
    return surplus(second, List.of(first, second));
  }

  private ImportStep surplus(ImportJob job, List<ImportJob> rivals) {
    var tick = tick().watchingSurplus(job.id(), NOW.plusSeconds(60));
    return watch.watch(tick, Optional.of(job), rivals);
  }
}
