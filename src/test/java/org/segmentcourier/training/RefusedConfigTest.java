package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A config that can't work is told with all that is wrong with it, and nothing is made. */
class RefusedConfigTest extends TrainingTest {

  @Test
  void aConfigWithErrorsIsToldWithAllOfThem() {
    var upload =
        s3.put(
            Bookshop.CONFIG,
            Bookshop.config().replace("numResults", "numResult").replace("\"long\"", "\"string\""));

    upload(upload);
    runToRest();

    assertThat(toldText())
        .contains(
            "There were errors detected when reading a personalization job configuration file")
        .contains(
            "$.solutions[0].batchSegmentJobs[0].serviceConfig.numResult: found an unknown key")
        .contains("$.datasets.interactions.schema.serviceConfig.schema.fields[2].type");
    assertThat(personalize.created).isEmpty();
    assertThat(s3.keys("reports/"))
        .singleElement()
        .satisfies(key -> assertThat(s3.text(key)).contains("numResult: found an unknown key"));
  }

  @Test
  void aConfigThatIsNoJsonIsToldWithLineAndColumn() {
    upload(s3.put(Bookshop.CONFIG, "{\n  \"datasetGroup\": {,\n"));

    runToRest();

    assertThat(toldText())
        .contains(
            "- train/shop/bookshop.json, line 2, column 20: found ','; expected a double-quote");
  }

  @Test
  void aConfigOverAMegabyteIsRefusedUnread() {
    upload(s3.put(Bookshop.CONFIG, new byte[1_000_001]));

    runToRest();

    assertThat(toldText()).contains("found 1000001 bytes; expected at most 1000000 bytes");
    assertThat(s3.read).isEmpty();
  }

  @Test
  void twoConfigsInAFolderAreRefusedAndNamed() {
    Bookshop.putAll(s3);

    upload(s3.put("train/shop/other.json", "{}"));

    assertThat(toldText()).contains("train/shop/bookshop.json", "train/shop/other.json");
    assertThat(isAtRest()).isTrue();
  }

  @Test
  void twoConfigsForADatasetGroupAreRefusedAndNamed() {
    Bookshop.putAll(s3);

    upload(s3.put("train/second/bookshop.json", Bookshop.config()));
    runToRest();

    assertThat(toldText()).contains("train/second/bookshop.json", "train/shop/bookshop.json");
    assertThat(personalize.created).isEmpty();
  }
}
