package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A config that can't work is told with all that is wrong with it, and nothing is made. */
class RefusedConfigTest {

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

    assertThat(bench.toldText())
        .contains(
            "- train/shop/bookshop.json, line 2, column 20: found ','; expected a double-quote");
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
}
