package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;

/** A run that waits for a quota says so early, goes on waiting, and says how it ended. */
class QuotaTest extends TrainingTest {

  @BeforeEach
  void upload() {
    upload(Bookshop.putAll(s3));
  }

  @Test
  void aFullAccountIsToldOnceAndEarly() {
    personalize.throttle("CreateDatasetGroup"::equals);

    ticks(30);

    assertThat(toldText())
        .contains("The personalization workflow for bookshop waits for a quota of Personalize")
        .contains("dataset groups in this region", "Quota: 5, unless AWS has raised it")
        .contains("Personalize said: rate of CreateDatasetGroup")
        .contains("To make room: delete a dataset group that is no longer needed")
        .contains("until 2026-11-25T10:01:00Z (training.deadline)");
  }

  @Test
  void aRunThatGotRoomSaysHowItEnded() {
    personalize.throttle("CreateDatasetGroup"::equals);
    ticks(30);
    personalize.throttle(operation -> false);
    runToRest();

    assertThat(told())
        .extracting(Notification::summary)
        .containsExactly(
            "The personalization workflow for bookshop waits for a quota of Personalize",
            "The personalization workflow for bookshop completed successfully");
  }

  @Test
  void aRunThatNeverGetsRoomNamesTheQuotaAtItsEnd() {
    personalize.throttle("CreateDatasetGroup"::equals);
    ticks(30);
    forget();
    s3.pass(24 * 3600);
    runToRest();

    assertThat(toldText())
        .contains("completed with errors", "had not ended by")
        .contains("It waited for the quota of dataset groups in this region");
  }

  @Test
  void jobsOfOthersThatFillTheQuotaAreToldToo() {
    personalize.throttle("CreateBatchSegmentJob"::equals);
    for (int i = 0; i < 30; i++) {
      tick();
      personalize.finish();
    }

    assertThat(toldText()).contains("batch segment jobs under way in this region");
  }

  /** They make room by themselves. */
  @Test
  void ownJobsThatFillTheQuotaAreNotTold() {
    personalize.limitPendingJobs(1);
    s3.put("batch/bookshop/subjects/more.json", Bookshop.QUERY);
    ticksUntilCreated("batch_subjects_");
    ticks(30);

    assertThat(told()).isEmpty();
  }

  @Test
  void aLimitOfAMomentIsNotTold() {
    tick();
    personalize.throttle("CreateDatasetGroup"::equals);
    ticks(3);
    personalize.throttle(operation -> false);
    runToRest();

    assertThat(toldText()).contains("completed successfully");
  }
}
