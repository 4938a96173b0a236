package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads that no config makes use of are told, unless their config comes in time. */
class UnusedUploadsTest {

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
  void dataWithoutAConfigIsToldAfterTheWait() {
    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));

    bench.runToRest();

    assertThat(bench.toldText())
        .contains("Files in s3://data/train/shop/ are not used", "train/shop/items.csv")
        .contains("if a config is in the same folder: train/<folder>/<name>.json");
    assertThat(bench.s3.now()).isAfterOrEqualTo("2026-11-24T10:10:00Z");
  }

  @Test
  void batchInputThatNoConfigNamesIsToldAfterTheWait() {
    bench.upload(bench.s3.put(Bookshop.QUERIES, Bookshop.QUERY));

    bench.runToRest();

    assertThat(bench.toldText())
        .contains("Files in s3://data/batch/bookshop/subjects/ are not used")
        .contains("batch/bookshop/subjects/job_config.json")
        .contains("if a config names the dataset group");
  }

  @Test
  void aFileThatCanBeNothingIsToldThoughItsFolderHasAConfig() {
    Bookshop.putAll(bench.s3);
    bench.upload(bench.s3.put("train/shop/item.csv", "ITEM_ID,SUBJECT\n"));

    bench.runToRest();

    assertThat(bench.toldText())
        .contains("train/shop/item.csv")
        .doesNotContain("train/shop/items.csv\n", "bookshop.json");
  }

  @Test
  void manyFilesOfAFolderAreToldOnce() {
    bench.upload(bench.s3.put("train/shop/items/1.csv", "ITEM_ID,SUBJECT\n"));
    bench.upload(bench.s3.put("train/shop/items/2.csv", "ITEM_ID,SUBJECT\n"));

    bench.runToRest();

    assertThat(bench.toldText()).contains("train/shop/items/1.csv", "train/shop/items/2.csv");
  }

  @Test
  void dataWhoseConfigComesInTimeIsNotTold() {
    bench.upload(bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));
    bench.upload(bench.s3.put(Bookshop.QUERIES, Bookshop.QUERY));
    bench.tick();
    bench.tick();
    bench.upload(Bookshop.putAll(bench.s3));

    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
  }

  @Test
  void aFileThatWasDeletedAgainIsNotTold() {
    bench.upload(bench.s3.put("train/shop/notes.txt", "later"));
    bench.tick();
    bench.s3.delete("train/shop/notes.txt");

    bench.runToRest();

    assertThat(bench.told()).isEmpty();
  }
}
