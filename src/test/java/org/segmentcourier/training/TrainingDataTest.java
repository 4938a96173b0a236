package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Training data and batch input that is missing, or not what the config says. */
class TrainingDataTest extends TrainingTest {

  @Test
  void aMissingCsvIsWaitedForAndThenNamed() {
    Bookshop.putAll(s3);
    s3.delete(Bookshop.ITEMS);
    upload(s3.put(Bookshop.CONFIG, Bookshop.config()));

    runToRest();

    assertThat(toldText()).contains("completed with errors", "train/shop/items.csv is missing");
    assertThat(s3.now()).isAfterOrEqualTo("2026-11-24T10:11:00Z");
  }

  @Test
  void aMissingFileIsWaitedForThoughAnotherIsWrongAndAllIsToldAtOnce() {
    Bookshop.putAll(s3);
    s3.delete(Bookshop.QUERIES);
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    runToRest();

    assertThat(toldText())
        .contains("train/shop/items.csv lacks the column SUBJECT")
        .contains("batch/bookshop/subjects/job_config.json is missing");
    assertThat(s3.now()).isAfterOrEqualTo("2026-11-24T10:11:00Z");
  }

  @Test
  void aCsvThatComesWithinTheWaitIsTaken() {
    Bookshop.putAll(s3);
    s3.delete(Bookshop.ITEMS);
    upload(s3.put(Bookshop.CONFIG, Bookshop.config()));
    tick();
    tick();
    tick();
    personalize.finish();

    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));
    runToRest();

    assertThat(toldText()).contains("completed successfully");
  }

  @Test
  void aMissingBatchInputFailsTheRunByNamingTheKey() {
    Bookshop.putAll(s3);
    s3.delete(Bookshop.QUERIES);
    upload(s3.put(Bookshop.CONFIG, Bookshop.config()));

    runToRest();

    assertThat(toldText()).contains("batch/bookshop/subjects/job_config.json is missing");
  }

  @Test
  void aCsvWithoutTheSchemasColumnsIsNotImported() {
    Bookshop.putAll(s3);
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    runToRest();

    assertThat(toldText())
        .contains(
            "train/shop/items.csv lacks the column SUBJECT: it has ITEM_ID, TOPIC, the schema has"
                + " ITEM_ID, SUBJECT");
    assertThat(personalize.created).noneMatch(name -> name.startsWith("dataset_import_items"));
  }

  @Test
  void theFirstLineOfACsvWithoutColumnNamesIsNotTold() {
    Bookshop.putAll(s3);
    upload(s3.put(Bookshop.ITEMS, "ann@example.com,Sailing\n"));

    runToRest();

    assertThat(toldText())
        .contains("train/shop/items.csv has none of the schema's columns ITEM_ID, SUBJECT")
        .doesNotContain("ann@example.com");
  }

  @Test
  void anEmptyCsvFailsTheRunByNamingIt() {
    Bookshop.putAll(s3);
    upload(s3.put(Bookshop.ITEMS, ""));

    runToRest();

    assertThat(toldText()).contains("train/shop/items.csv is empty");
  }

  @Test
  void theFirstLineOfACsvMayHaveAByteOrderMarkAndQuotes() {
    Bookshop.putAll(s3);
    upload(s3.put(Bookshop.ITEMS, "\uFEFF\"ITEM_ID\",\"SUBJECT\"\n1,Sailing\n"));

    runToRest();

    assertThat(toldText()).contains("completed successfully");
  }
}
