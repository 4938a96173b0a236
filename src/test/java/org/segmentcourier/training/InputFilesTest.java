package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.training.RunBench.reasons;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.training.personalize.ResourceNames;

/** Files that a run reads, as Personalize would take them. */
class InputFilesTest {

  private final RunBench bench = new RunBench();

  @Test
  void aFolderOfPartsIsImportedAsOne() {
    bench.s3.put("train/shop/items/part-1.csv", "ITEM_ID,SUBJECT\n1,Sailing\n");
    bench.s3.put("train/shop/items/part-2.csv", "SUBJECT,ITEM_ID\nSailing,1\n");

    bench.run();

    assertThat(location("items")).isEqualTo("s3://data/train/shop/items/");
    bench.personalize.createdSince();
    bench.s3.put("train/shop/items/part-3.csv", "ITEM_ID,SUBJECT\n3,Sailing\n");
    bench.run();
    assertThat(bench.names()).contains("dataset_import_items_#");
  }

  @Test
  void everyPartOfAFolderMustHaveTheColumns() {
    bench.s3.put("train/shop/items/part-1.csv", "ITEM_ID,SUBJECT\n1,Sailing\n");
    bench.s3.put("train/shop/items/part-2.csv", "");

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("train/shop/items/part-2.csv is empty");
  }

  @Test
  void anInputWhoseKeyBeginsWithAnothersIsRefused() {
    bench.s3.put(Bookshop.QUERIES + ".old.json", Bookshop.QUERY);

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("job_config.json.old.json begins with batch/bookshop/subjects/job_config.json");
  }

  @Test
  void aPathThatIsTooLongForPersonalizeIsRefused() {
    bench.s3.put("batch/bookshop/subjects/" + "q".repeat(240) + ".json", Bookshop.QUERY);

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("takes paths of up to 256");
  }

  /** 256 characters; the longest bucket has 63. */
  @Test
  void theLongestNamesLeaveRoomForTheOutputOfTheirJobs() {
    var group = "g".repeat(63);
    var solution = "s".repeat(ResourceNames.LONGEST_SOLUTION);
    bench.change("\"bookshop\"", '"' + group + '"');
    bench.change("\"subjects\"", '"' + solution + '"');
    bench.s3.put("batch/%s/%s/q.json".formatted(group, solution), Bookshop.QUERY);

    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);

    var output = bench.personalize.only("batch_").at("/jobOutput/s3DataDestination/path").asText();
    assertThat(output).startsWith("s3://data/batch/ggg");
    assertThat(output.length() - "data".length() + 63 + "_99".length()).isLessThanOrEqualTo(256);
  }

  private String location(String type) {
    return bench
        .personalize
        .only("dataset_import_" + type)
        .path("dataSource")
        .path("dataLocation")
        .asText();
  }

  /** Personalize reads everything whose key begins with the path, whatever it is to us. */
  @ParameterizedTest
  @ValueSource(strings = {".bak", ".out", "/old.txt"})
  void anyObjectWhoseKeyBeginsWithThatOfAnInputIsRefused(String ending) {
    bench.s3.put(Bookshop.QUERIES + ending, "");

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("begins with batch/bookshop/subjects/job_config.json, so Personalize would read");
    assertThat(bench.names()).noneMatch(name -> name.startsWith("batch_"));
  }

  @Test
  void whatLiesBesideAnInputDoesNotMatter() {
    bench.s3.put("batch/bookshop/subjects/job_config.txt", "");
    bench.s3.put("batch/bookshop/subjects/batch_subjects_1/job_config.json.out", "");

    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);
  }
}
