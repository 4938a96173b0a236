package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Training data and batch input that is missing, or not what the config says. */
class TrainingDataTest {

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
  void aMissingFileIsWaitedForThoughAnotherIsWrongAndAllIsToldAtOnce() {
    Bookshop.putAll(bench.s3);
    bench.s3.delete(Bookshop.QUERIES);
    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    bench.runToRest();

    assertThat(bench.toldText())
        .contains("train/shop/items.csv lacks the column SUBJECT")
        .contains("batch/bookshop/subjects/job_config.json is missing");
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
  void theFirstLineOfACsvWithoutColumnNamesIsNotTold() {
    Bookshop.putAll(bench.s3);
    bench.upload(bench.s3.put(Bookshop.ITEMS, "ann@example.com,Sailing\n"));

    bench.runToRest();

    assertThat(bench.toldText())
        .contains("train/shop/items.csv has none of the schema's columns ITEM_ID, SUBJECT")
        .doesNotContain("ann@example.com");
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
}
