package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Uploads that no config makes use of are told, unless their config comes in time. */
class UnusedUploadsTest extends TrainingTest {

  @Test
  void dataWithoutAConfigIsToldAfterTheWait() {
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));

    runToRest();

    assertThat(toldText())
        .contains("Files in s3://data/train/shop/ are not used", "train/shop/items.csv")
        .contains("if a config is in the same folder: train/<folder>/<name>.json");
    assertThat(s3.now()).isAfterOrEqualTo("2026-11-24T10:10:00Z");
  }

  @Test
  void batchInputThatNoConfigNamesIsToldAfterTheWait() {
    upload(s3.put(Bookshop.QUERIES, Bookshop.QUERY));

    runToRest();

    assertThat(toldText())
        .contains("Files in s3://data/batch/bookshop/subjects/ are not used")
        .contains("batch/bookshop/subjects/job_config.json")
        .contains("if a config names the dataset group");
  }

  @Test
  void aFileThatCanBeNothingIsToldThoughItsFolderHasAConfig() {
    Bookshop.putAll(s3);
    upload(s3.put("train/shop/item.csv", "ITEM_ID,SUBJECT\n"));

    runToRest();

    assertThat(toldText())
        .contains("train/shop/item.csv")
        .doesNotContain("train/shop/items.csv\n", "bookshop.json");
  }

  @Test
  void manyFilesOfAFolderAreToldOnce() {
    upload(s3.put("train/shop/items/1.csv", "ITEM_ID,SUBJECT\n"));
    upload(s3.put("train/shop/items/2.csv", "ITEM_ID,SUBJECT\n"));

    runToRest();

    assertThat(toldText()).contains("train/shop/items/1.csv", "train/shop/items/2.csv");
  }

  @Test
  void dataWhoseConfigComesInTimeIsNotTold() {
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));
    upload(s3.put(Bookshop.QUERIES, Bookshop.QUERY));
    tick();
    tick();
    upload(Bookshop.putAll(s3));

    runToRest();

    assertThat(toldText()).contains("completed successfully");
  }

  @Test
  void aFileThatWasDeletedAgainIsNotTold() {
    upload(s3.put("train/shop/notes.txt", "later"));
    tick();
    s3.delete("train/shop/notes.txt");

    runToRest();

    assertThat(told()).isEmpty();
  }
}
