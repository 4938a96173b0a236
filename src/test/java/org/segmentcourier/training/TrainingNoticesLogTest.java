package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.Warnings;

/** What people are told has gone wrong is in the log, too. */
class TrainingNoticesLogTest extends TrainingTest {

  private final Warnings warnings = new Warnings(TrainingNotices.class.getName());

  @AfterEach
  void listenNoMore() {
    warnings.close();
  }

  @Test
  void aRefusedConfigIsLoggedWithKeyAndPath() {
    upload(s3.put(Bookshop.CONFIG, Bookshop.config().replace("numResults", "numResult")));

    runToRest();

    assertThat(warnings.messages())
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("key=train/shop/bookshop.json")
                    .contains("$.solutions[0].batchSegmentJobs[0].serviceConfig.numResult"));
  }

  @Test
  void aCsvWithoutTheSchemasColumnsIsLoggedWithItsKey() {
    Bookshop.putAll(s3);
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,TOPIC\n1,Sailing\n"));

    runToRest();

    assertThat(warnings.messages())
        .anySatisfy(
            message ->
                assertThat(message)
                    .contains("datasetGroup=bookshop")
                    .contains("train/shop/items.csv lacks the column SUBJECT"));
  }

  @Test
  void unusedFilesAreLoggedWithTheirKeys() {
    upload(s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Sailing\n"));

    runToRest();

    assertThat(warnings.messages())
        .anySatisfy(message -> assertThat(message).contains("not used", Bookshop.ITEMS));
  }
}
