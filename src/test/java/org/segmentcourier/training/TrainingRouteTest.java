package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.notification.Notification;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The routes as they are shipped, see {@link Bench}. */
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
  void theSameUploadOnceMoreChangesAndTellsNothing() {
    var upload = Bookshop.putAll(bench.s3);
    bench.upload(upload);
    bench.runToRest();
    bench.forget();

    bench.s3.pass(3600);
    bench.upload(bench.s3.put(Bookshop.CONFIG, Bookshop.config()));
    bench.runToRest();

    assertThat(bench.personalize.created).isEmpty();
    assertThat(bench.changes()).isEmpty();
    assertThat(bench.told()).isEmpty();
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
  void aRunThatIsSupersededSeesItsJobsToTheirEnd() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.forget(); // group and schemas are on their way
    bench.s3.pass(1);

    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n2,Knitting\n"));
    bench.runToRest();

    assertThat(bench.changes()).containsOnlyOnce("Dataset Group ACTIVE");
    assertThat(bench.told()).hasSize(1);
    assertThat(bench.personalize.created)
        .filteredOn(n -> n.startsWith("dataset_import_items"))
        .hasSize(1);
  }

  @Test
  void aDeletedFileDoesNotStopTheWork() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.s3.put("train/shop/users.csv", "USER_ID\n");
    bench.tick();
    bench.s3.delete("train/shop/users.csv");

    bench.runToRest();

    assertThat(bench.personalize.created).anyMatch(name -> name.startsWith("batch_subjects_"));
  }

  @Test
  void aMissingCsvIsWaitedForAndThenNamed() {
    Bookshop.putAll(bench.s3);
    bench.s3.delete(Bookshop.ITEMS);
    bench.upload(bench.s3.put(Bookshop.CONFIG, Bookshop.config()));

    bench.runToRest();

    assertThat(bench.toldText())
        .contains("completed with errors", "train/shop/items.csv is missing");
    assertThat(bench.s3.now()).isAfterOrEqualTo("2026-11-24T10:11:00Z");
  }

  @Test
  void aCsvThatComesWithinTheWaitIsTaken() {
    Bookshop.putAll(bench.s3);
    bench.s3.delete(Bookshop.ITEMS);
    bench.upload(bench.s3.put(Bookshop.CONFIG, Bookshop.config()));
    bench.tick();
    bench.tick();
    bench.tick();
    bench.personalize.finish();

    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));
    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
  }

  @Test
  void aMissingBatchInputFailsTheRunByNamingTheKey() {
    Bookshop.putAll(bench.s3);
    bench.s3.delete(Bookshop.QUERIES);
    bench.upload(bench.s3.put(Bookshop.CONFIG, Bookshop.config()));

    bench.runToRest();

    assertThat(bench.toldText()).contains("batch/bookshop/subjects/job_config.json is missing");
  }

  @Test
  void aConfigWithErrorsIsToldWithAllOfThem() {
    var upload =
        bench.s3.put(
            Bookshop.CONFIG,
            Bookshop.config().replace("numResults", "numResult").replace("\"long\"", "\"string\""));

    bench.upload(upload);
    bench.runToRest();

    assertThat(bench.toldText())
        .contains(
            "There were errors detected when reading a personalization job configuration file")
        .contains(
            "$.solutions[0].batchSegmentJobs[0].serviceConfig.numResult: found an unknown key")
        .contains("$.datasets.interactions.schema.serviceConfig.schema.fields[2].type");
    assertThat(bench.personalize.created).isEmpty();
    assertThat(bench.s3.keys("reports/"))
        .singleElement()
        .satisfies(
            key -> assertThat(bench.s3.text(key)).contains("numResult: found an unknown key"));
  }

  @Test
  void aConfigThatIsNoJsonIsToldWithLineAndColumn() {
    bench.upload(bench.s3.put(Bookshop.CONFIG, "{\n  \"datasetGroup\": {,\n"));

    bench.runToRest();

    assertThat(bench.toldText()).contains("$: found no JSON at line 2, column");
  }

  @Test
  void aConfigOverAMegabyteIsRefusedUnread() {
    bench.upload(bench.s3.put(Bookshop.CONFIG, new byte[1_000_001]));

    bench.runToRest();

    assertThat(bench.toldText()).contains("found 1000001 bytes; expected at most 1000000 bytes");
    assertThat(bench.s3.read).isEmpty();
  }

  @Test
  void twoConfigsInAFolderAreRefusedAndNamed() {
    Bookshop.putAll(bench.s3);

    bench.upload(bench.s3.put("train/shop/other.json", "{}"));

    assertThat(bench.toldText()).contains("train/shop/bookshop.json", "train/shop/other.json");
    assertThat(bench.isAtRest()).isTrue();
  }

  @Test
  void twoConfigsForADatasetGroupAreRefusedAndNamed() {
    Bookshop.putAll(bench.s3);

    bench.upload(bench.s3.put("train/second/bookshop.json", Bookshop.config()));
    bench.runToRest();

    assertThat(bench.toldText()).contains("train/second/bookshop.json", "train/shop/bookshop.json");
    assertThat(bench.personalize.created).isEmpty();
  }

  @Test
  void dataWithoutAConfigWaitsForItInSilence() {
    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));
    bench.upload(bench.s3.put(Bookshop.QUERIES, Bookshop.QUERY));

    bench.runToRest();

    assertThat(bench.told()).isEmpty();
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
  void aCsvWithoutTheSchemasColumnsIsNotImported() {
    Bookshop.putAll(bench.s3);
    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    bench.runToRest();

    assertThat(bench.toldText())
        .contains(
            "train/shop/items.csv lacks the column SUBJECT: it has ITEM_ID, TOPIC, the schema has"
                + " ITEM_ID, SUBJECT");
    assertThat(bench.personalize.created)
        .noneMatch(name -> name.startsWith("dataset_import_items"));
  }

  @Test
  void anEmptyCsvFailsTheRunByNamingIt() {
    Bookshop.putAll(bench.s3);
    bench.upload(bench.s3.put(Bookshop.ITEMS, ""));

    bench.runToRest();

    assertThat(bench.toldText()).contains("train/shop/items.csv is empty");
  }

  @Test
  void theFirstLineOfACsvMayHaveAByteOrderMarkAndQuotes() {
    Bookshop.putAll(bench.s3);
    bench.upload(bench.s3.put(Bookshop.ITEMS, "\uFEFF\"ITEM_ID\",\"SUBJECT\"\n1,Sailing\n"));

    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
  }

  @Test
  void aRunWhoseInputsComeBackGoesOn() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.upload(bench.s3.put("batch/bookshop/subjects/mistake.json", "{}"));
    bench.tick();
    bench.tick();
    bench.s3.delete("batch/bookshop/subjects/mistake.json");

    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
    assertThat(bench.personalize.created)
        .filteredOn(name -> name.startsWith("batch_subjects_"))
        .hasSize(1);
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
  void throttlingAndAnUnreachableS3AreWaitedFor() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.s3.setDown(true);
    bench.tick();
    bench.s3.setDown(false);
    bench.personalize.throttle(operation -> true);
    bench.tick();
    bench.tick();
    bench.personalize.throttle(operation -> operation.startsWith("Create"));
    bench.tick();
    bench.tick();
    bench.personalize.throttle(operation -> false);

    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
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

  @Test
  void ticksCarryKeysNotContent() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();

    assertThat(bench.sqs.queue)
        .singleElement()
        .satisfies(message -> assertThat(message.messageGroupId()).isEqualTo("bookshop"))
        .satisfies(message -> assertThat(message.messageDeduplicationId()).endsWith("-1"))
        .extracting(SendMessageRequest::messageBody)
        .asString()
        .contains("\"datasetGroup\":\"bookshop\"", "\"started\":\"2026-11-24T10:00:00Z\"")
        .contains(Bookshop.CONFIG)
        .doesNotContain("USER_ID");
  }

  @Test
  void aMessageIsAcknowledgedAfterTheNextTickIsSent() throws Exception {
    try (var consuming = new Bench(true)) {
      consuming.upload(Bookshop.putAll(consuming.s3));
      consuming.sqs.deliver();

      await().until(() -> !consuming.sqs.deleted.isEmpty());

      assertThat(consuming.sqs.deleted)
          .singleElement()
          .asString()
          .matches("[0-9a-f]{16}-start-0 after 1 sent");
    }
  }

  @Test
  void aFailureThatDoesNotPassFailsTheMessage() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.personalize.forbid("CreateDataset");
    bench.personalize.finish();

    assertThatThrownBy(bench::tick).rootCause().hasMessageContaining("CreateDataset");

    bench.personalize.forbid("");
    bench.again();
    bench.runToRest();
    assertThat(bench.toldText()).contains("completed successfully");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "null",
        "{}",
        "{\"datasetGroup\": \"bookshop\", \"run\": \"0123456789abcdef\", \"number\": 3}"
      })
  void aMessageThatIsNoTickIsNotUnderstoodAtFirstSight(String message) {
    assertThatThrownBy(() -> bench.receive(message))
        .rootCause()
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("the message is no tick of a training run");

    assertThat(bench.isAtRest()).isTrue();
  }
}
