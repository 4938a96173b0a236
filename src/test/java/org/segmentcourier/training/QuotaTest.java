package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;

/** A run that waits for a quota says so early, goes on waiting, and says how it ended. */
class QuotaTest {

  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench();
    bench.upload(Bookshop.putAll(bench.s3));
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void aFullAccountIsToldOnceAndEarly() {
    bench.personalize.throttle("CreateDatasetGroup"::equals);

    bench.ticks(30);

    assertThat(bench.toldText())
        .contains("The personalization workflow for bookshop waits for a quota of Personalize")
        .contains("dataset groups in this region", "Quota: 5, unless AWS has raised it")
        .contains("Personalize said: rate of CreateDatasetGroup")
        .contains("To make room: delete a dataset group that is no longer needed")
        .contains("until 2026-11-25T10:01:00Z (training.deadline)");
  }

  @Test
  void aRunThatGotRoomSaysHowItEnded() {
    bench.personalize.throttle("CreateDatasetGroup"::equals);
    bench.ticks(30);
    bench.personalize.throttle(operation -> false);
    bench.runToRest();

    assertThat(bench.told())
        .extracting(Notification::summary)
        .containsExactly(
            "The personalization workflow for bookshop waits for a quota of Personalize",
            "The personalization workflow for bookshop completed successfully");
  }

  @Test
  void aRunThatNeverGetsRoomNamesTheQuotaAtItsEnd() {
    bench.personalize.throttle("CreateDatasetGroup"::equals);
    bench.ticks(30);
    bench.forget();
    bench.s3.pass(24 * 3600);
    bench.runToRest();

    assertThat(bench.toldText())
        .contains("completed with errors", "had not ended by")
        .contains("It waited for the quota of dataset groups in this region");
  }

  @Test
  void jobsOfOthersThatFillTheQuotaAreToldToo() {
    bench.personalize.throttle("CreateBatchSegmentJob"::equals);
    for (int i = 0; i < 30; i++) {
      bench.tick();
      bench.personalize.finish();
    }

    assertThat(bench.toldText()).contains("batch segment jobs under way in this region");
  }

  /** They make room by themselves. */
  @Test
  void ownJobsThatFillTheQuotaAreNotTold() {
    bench.personalize.limitPendingJobs(1);
    bench.s3.put("batch/bookshop/subjects/more.json", Bookshop.QUERY);
    bench.ticksUntilCreated("batch_subjects_");
    bench.ticks(30);

    assertThat(bench.told()).isEmpty();
  }

  @Test
  void aLimitOfAMomentIsNotTold() {
    bench.tick();
    bench.personalize.throttle("CreateDatasetGroup"::equals);
    bench.ticks(3);
    bench.personalize.throttle(operation -> false);
    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
  }
}
