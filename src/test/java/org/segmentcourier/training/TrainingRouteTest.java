package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;

/** From an upload to the end of its run: the routes as they are shipped, see {@link Bench}. */
class TrainingRouteTest extends TrainingTest {

  @Test
  void anUploadBecomesAFinishedSegmentJob() {
    upload(Bookshop.putAll(s3));

    runToRest();

    assertThat(personalize.created)
        .hasSize(10)
        .last()
        .asString()
        .matches("batch_subjects_[0-9a-f]{16}");
    assertThat(told())
        .extracting(Notification::summary)
        .containsExactly("The personalization workflow for bookshop completed successfully");
    assertThat(changes())
        .startsWith("Dataset Group CREATING", "Schema CREATING", "Schema CREATING")
        .endsWith("Batch Segment Job CREATING", "Batch Segment Job ACTIVE");
  }

  @Test
  void filesInAnyOrderMakeOneRun() {
    var config = Bookshop.putAll(s3);
    s3.pass(1);
    var queries = s3.put(Bookshop.QUERIES, Bookshop.QUERY);
    var items = s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n");

    upload(items);
    upload(config);
    upload(queries);
    runToRest();

    assertThat(personalize.created).hasSize(10).doesNotHaveDuplicates();
    assertThat(told()).hasSize(1);
  }

  @Test
  void theSameUploadOnceMoreMakesAndTellsNothingAndSaysAgainThatItsSegmentsAreThere() {
    var upload = Bookshop.putAll(s3);
    upload(upload);
    runToRest();
    forget();

    s3.pass(3600);
    upload(s3.put(Bookshop.CONFIG, Bookshop.config()));
    runToRest();

    assertThat(personalize.created).isEmpty();
    assertThat(changes()).containsExactly("Batch Segment Job ACTIVE");
    assertThat(told()).isEmpty();
  }

  private List<Notification> toldOfAnUnusedInput() {
    s3.put("batch/bookshop/topics/job_config.json", Bookshop.QUERY);
    upload(Bookshop.putAll(s3));
    runToRest();
    var told = told();
    forget();
    s3.pass(3600);
    return told;
  }

  /** Told already, it is not told by itself. */
  @Test
  void whatIsToBeNotedIsToldByTheRunThatChangesSomethingAndByNoneAfterIt() {
    var first = toldOfAnUnusedInput();

    upload(s3.put(Bookshop.QUERIES, Bookshop.QUERY));
    runToRest();

    assertThat(toldText()).contains("has no solution topics");
    assertThat(first).flatExtracting(Notification::besides).containsExactly(told().get(0).once());
  }

  @Test
  void whatIsToBeNotedIsToldAnewForAnotherConfig() {
    var first = toldOfAnUnusedInput();

    upload(s3.put(Bookshop.CONFIG, Bookshop.config() + "\n"));
    runToRest();

    assertThat(first).flatExtracting(Notification::besides).doesNotContain(told().get(0).once());
  }

  @Test
  void nothingBeginsBeforeUploadsAreQuiet() {
    upload(Bookshop.putAll(s3));
    tick(); // the start
    s3.pass(-1);

    tick(); // 59 s after the put

    assertThat(personalize.created).isEmpty();
    tick();
    assertThat(personalize.created).contains("bookshop");
  }

  @Test
  void aChangedBatchInputMakesANewSegmentJobOnly() {
    upload(Bookshop.putAll(s3));
    runToRest();
    forget();

    upload(s3.put(Bookshop.QUERIES, Bookshop.QUERY + Bookshop.QUERY));
    runToRest();

    assertThat(personalize.created).hasSize(1).first().asString().startsWith("batch_subjects_");
    assertThat(changes()).containsExactly("Batch Segment Job CREATING", "Batch Segment Job ACTIVE");
  }

  @Test
  void theOutputOfAJobStartsNothing() {
    Bookshop.putAll(s3);

    upload(s3.put("batch/bookshop/subjects/batch_subjects_1/job_config.json.out", "{}"));
    upload(s3.put("batch/bookshop/subjects/batch_subjects_1/_CHECK", ""));

    assertThat(isAtRest()).isTrue();
  }

  @Test
  void aFailedImportIsToldAndAnnouncedAndTriedAgainByTheNextUpload() {
    upload(Bookshop.putAll(s3));
    for (int i = 0; i < 4; i++) {
      tick();
      personalize.fail(arn -> arn.contains("dataset_import_items"), "Too few rows");
      personalize.finish();
    }
    runToRest();

    assertThat(toldText()).contains("is CREATE FAILED: Too few rows");
    assertThat(changes()).contains("Dataset Import Job FAILED");

    forget();
    upload(s3.put(Bookshop.CONFIG, Bookshop.config()));
    runToRest();

    assertThat(toldText()).contains("completed successfully");
    assertThat(personalize.created).first().asString().matches("dataset_import_items_.{16}_2");
  }

  @Test
  void aRunThatDoesNotEndIsGivenUpAtItsDeadline() {
    upload(Bookshop.putAll(s3));
    tick();
    tick();
    tick();

    s3.pass(24 * 3600);
    tick();

    assertThat(toldText()).contains("had not ended by", "dataset-group/bookshop");
    assertThat(isAtRest()).isTrue();
  }
}
