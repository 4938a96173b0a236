package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.training.personalize.FakePersonalize;

/** What a config that is new makes of Personalize. */
class FirstRunTest {

  private final RunBench bench = new RunBench();

  @Test
  void aNewConfigMakesEverythingInOrder() {
    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);

    assertThat(bench.personalize.createdSince())
        .extracting(name -> name.replaceAll("[0-9a-f]{16}", "#"))
        .containsExactly(
            "bookshop",
            "purchases-schema",
            "books-schema",
            "purchases",
            "books",
            "dataset_import_interactions_#",
            "dataset_import_items_#",
            "subjects",
            "version_#",
            "batch_subjects_#");
  }

  @Test
  void requestsSayWhatTheConfigSays() {
    bench.run();

    assertThat(bench.personalize.only(":dataset-group/").path("name").asText())
        .isEqualTo("bookshop");
    var items = bench.personalize.only("dataset-import-job/dataset_import_items");
    assertThat(items.path("dataSource").path("dataLocation").asText())
        .isEqualTo("s3://data/train/shop/items.csv");
    assertThat(items.path("importMode").asText()).isEqualTo("FULL");
    assertThat(items.path("roleArn").asText()).isEqualTo(FakePersonalize.ROLE);
    var job = bench.personalize.only("batch-segment-job/");
    String name = job.path("jobName").asText();
    assertThat(job.path("numResults").asInt()).isEqualTo(50);
    assertThat(job.path("jobInput").path("s3DataSource").path("path").asText())
        .isEqualTo("s3://data/batch/bookshop/subjects/job_config.json");
    assertThat(job.path("jobOutput").path("s3DataDestination").path("path").asText())
        .isEqualTo("s3://data/batch/bookshop/subjects/" + name + "/");
    assertThat(name).hasSizeLessThanOrEqualTo(63);
  }

  /** Defect 15 of the solution that this one replaces. */
  @Test
  void automaticTrainingIsOffUnlessTheConfigSaysOtherwise() {
    bench.run();
    bench.change("\"name\": \"subjects\"", "\"name\": \"weekly\", \"performAutoTraining\": true");
    bench.run();

    assertThat(trainsByItself("subjects")).isFalse();
    assertThat(trainsByItself("weekly")).isTrue();
  }

  @Test
  void tagsComeWithCreation() {
    bench.change(
        "{\n  \"datasetGroup\"",
        "{\n  \"tags\": [{\"tagKey\": \"team\", \"tagValue\": \"books\"}],\n  \"datasetGroup\"");

    bench.run();

    assertThat(bench.personalize.tags.get(FakePersonalize.BASE + "dataset/bookshop/ITEMS"))
        .isEqualTo(Map.of("team", "books"));
  }

  /** Defects 10 and 12. */
  @Test
  void everyJobHasOneInputFileOfAnyNameAndANameOfItsOwn() {
    bench.s3.put("batch/bookshop/subjects/more queries.json", Bookshop.QUERY);
    bench.change(
        "{\"serviceConfig\": {\"numResults\": 50}}",
        "{\"serviceConfig\": {\"numResults\": 50}}, {\"serviceConfig\": {\"numResults\": 60}}");

    bench.run();

    assertThat(bench.names()).filteredOn(n -> n.startsWith("batch_")).hasSize(4);
    assertThat(bench.personalize.resources.keySet())
        .filteredOn(arn -> arn.contains("batch-segment-job/"))
        .hasSize(4);
  }

  /** Defect 14. */
  @Test
  void theLimitOfPendingJobsIsWaitedFor() {
    bench.personalize.limitPendingJobs(1);
    bench.s3.put("batch/bookshop/subjects/b.json", Bookshop.QUERY);
    bench.s3.put("batch/bookshop/subjects/c.json", Bookshop.QUERY);

    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);
    assertThat(bench.names()).filteredOn(name -> name.startsWith("batch_")).hasSize(3);
  }

  @Test
  void atRestThereIsNothingToDo() {
    bench.run();
    bench.personalize.createdSince();

    assertThat(bench.look())
        .satisfies(d -> assertThat(d.steps()).isEmpty())
        .satisfies(d -> assertThat(d.changes()).isEmpty());
    assertThat(bench.personalize.createdSince()).isEmpty();
  }

  /** As a request that doesn't say so is taken by Personalize, it does. */
  private boolean trainsByItself(String solution) {
    return bench
        .personalize
        .resources
        .get(FakePersonalize.BASE + "solution/" + solution)
        .path("performAutoTraining")
        .asBoolean(true);
  }
}
