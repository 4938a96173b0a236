package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;

/** From an upload to the end of its run: the routes as they are shipped, see {@link Bench}. */
class TrainingRouteTest {

  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench();
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void anUploadBecomesAFinishedSegmentJob() {
    bench.upload(Bookshop.putAll(bench.s3));

    bench.runToRest();

    assertThat(bench.personalize.created)
        .hasSize(10)
        .last()
        .asString()
        .matches("batch_subjects_[0-9a-f]{16}");
    assertThat(bench.told())
        .extracting(Notification::summary)
        .containsExactly("The personalization workflow for bookshop completed successfully");
    assertThat(bench.changes())
        .startsWith("Dataset Group CREATING", "Schema CREATING", "Schema CREATING")
        .endsWith("Batch Segment Job CREATING", "Batch Segment Job ACTIVE");
  }

  @Test
  void filesInAnyOrderMakeOneRun() {
    var config = Bookshop.putAll(bench.s3);
    bench.s3.pass(1);
    var queries = bench.s3.put(Bookshop.QUERIES, Bookshop.QUERY);
    var items = bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n");

    bench.upload(items);
    bench.upload(config);
    bench.upload(queries);
    bench.runToRest();

    assertThat(bench.personalize.created).hasSize(10).doesNotHaveDuplicates();
    assertThat(bench.told()).hasSize(1);
  }

  @Test
  void theSameUploadOnceMoreMakesAndTellsNothingAndSaysAgainThatItsSegmentsAreThere() {
    var upload = Bookshop.putAll(bench.s3);
    bench.upload(upload);
    bench.runToRest();
    bench.forget();

    bench.s3.pass(3600);
    bench.upload(bench.s3.put(Bookshop.CONFIG, Bookshop.config()));
    bench.runToRest();

    assertThat(bench.personalize.created).isEmpty();
    assertThat(bench.changes()).containsExactly("Batch Segment Job ACTIVE");
    assertThat(bench.told()).isEmpty();
  }

  /** Told already, it is not told by itself. */
  @Test
  void whatIsToBeNotedIsToldByTheRunThatChangesSomethingAndByNoneAfterIt() {
    bench.s3.put("batch/bookshop/topics/job_config.json", Bookshop.QUERY);
    bench.upload(Bookshop.putAll(bench.s3));
    bench.runToRest();
    var first = bench.told();
    bench.forget();

    bench.s3.pass(3600);
    bench.upload(bench.s3.put(Bookshop.QUERIES, Bookshop.QUERY));
    bench.runToRest();

    assertThat(bench.toldText()).contains("has no solution topics");
    assertThat(first)
        .flatExtracting(Notification::besides)
        .containsExactly(bench.told().get(0).once());
  }

  @Test
  void whatIsToBeNotedIsToldAnewForAnotherConfig() {
    bench.s3.put("batch/bookshop/topics/job_config.json", Bookshop.QUERY);
    bench.upload(Bookshop.putAll(bench.s3));
    bench.runToRest();
    var first = bench.told();
    bench.forget();

    bench.s3.pass(3600);
    bench.upload(bench.s3.put(Bookshop.CONFIG, Bookshop.config() + "\n"));
    bench.runToRest();

    assertThat(first)
        .flatExtracting(Notification::besides)
        .doesNotContain(bench.told().get(0).once());
  }

  @Test
  void nothingBeginsBeforeUploadsAreQuiet() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick(); // the start
    bench.s3.pass(-1);

    bench.tick(); // 59 s after the put

    assertThat(bench.personalize.created).isEmpty();
    bench.tick();
    assertThat(bench.personalize.created).contains("bookshop");
  }

  @Test
  void aChangedBatchInputMakesANewSegmentJobOnly() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.runToRest();
    bench.forget();

    bench.upload(bench.s3.put(Bookshop.QUERIES, Bookshop.QUERY + Bookshop.QUERY));
    bench.runToRest();

    assertThat(bench.personalize.created)
        .hasSize(1)
        .first()
        .asString()
        .startsWith("batch_subjects_");
    assertThat(bench.changes())
        .containsExactly("Batch Segment Job CREATING", "Batch Segment Job ACTIVE");
  }

  @Test
  void theOutputOfAJobStartsNothing() {
    Bookshop.putAll(bench.s3);

    bench.upload(
        bench.s3.put("batch/bookshop/subjects/batch_subjects_1/job_config.json.out", "{}"));
    bench.upload(bench.s3.put("batch/bookshop/subjects/batch_subjects_1/_CHECK", ""));

    assertThat(bench.isAtRest()).isTrue();
  }

  @Test
  void aFailedImportIsToldAndAnnouncedAndTriedAgainByTheNextUpload() {
    bench.upload(Bookshop.putAll(bench.s3));
    for (int i = 0; i < 4; i++) {
      bench.tick();
      bench.personalize.fail(arn -> arn.contains("dataset_import_items"), "Too few rows");
      bench.personalize.finish();
    }
    bench.runToRest();

    assertThat(bench.toldText()).contains("is CREATE FAILED: Too few rows");
    assertThat(bench.changes()).contains("Dataset Import Job FAILED");

    bench.forget();
    bench.upload(bench.s3.put(Bookshop.CONFIG, Bookshop.config()));
    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
    assertThat(bench.personalize.created)
        .first()
        .asString()
        .matches("dataset_import_items_.{16}_2");
  }

  @Test
  void aRunThatDoesNotEndIsGivenUpAtItsDeadline() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.tick();

    bench.s3.pass(24 * 3600);
    bench.tick();

    assertThat(bench.toldText()).contains("had not ended by", "dataset-group/bookshop");
    assertThat(bench.isAtRest()).isTrue();
  }
}
