package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.training.RunBench.reasons;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.training.personalize.FakePersonalize;

/** What a change of config or inputs leads to, as the design has it. */
class ChangesTest {

  private final RunBench bench = new RunBench();

  @Test
  void newTrainingDataIsImportedAndTrainedAndMakesNewSegments() {
    bench.run();
    bench.personalize.createdSince();
    bench.s3.put(Bookshop.ITEMS, "ITEM_ID,SUBJECT\n1,Knitting\n");

    bench.run();

    assertThat(bench.names())
        .containsExactly("dataset_import_items_#", "version_#", "batch_subjects_#");
  }

  /** Defect 11. */
  @Test
  void aChangedNumberOfResultsMakesANewSegmentJobOnly() {
    bench.run();
    bench.personalize.createdSince();
    bench.change("\"numResults\": 50", "\"numResults\": 60");

    bench.run();

    assertThat(bench.names()).containsExactly("batch_subjects_#");
  }

  /** Defect 11. */
  @Test
  void aChangedBatchInputMakesANewSegmentJobOnly() {
    bench.run();
    bench.personalize.createdSince();
    bench.s3.put(Bookshop.QUERIES, Bookshop.QUERY + Bookshop.QUERY);

    bench.run();

    assertThat(bench.names()).containsExactly("batch_subjects_#");
  }

  @Test
  void aFilterMakesANewSegmentJobOnly() {
    bench.run();
    bench.personalize.createdSince();
    bench.change(
        "\"numResults\": 50",
        "\"numResults\": 50, \"filterArn\": \"" + FakePersonalize.BASE + "filter/adults\"");

    bench.run();

    assertThat(bench.names()).containsExactly("batch_subjects_#");
  }

  @Test
  void changedTagsAreSetAndOthersStay() {
    bench.run();
    bench.personalize.tags.get(FakePersonalize.BASE + "solution/subjects").put("cost", "42");
    bench.personalize.createdSince();
    bench.change(
        "{\n  \"datasetGroup\"",
        "{\n  \"tags\": [{\"tagKey\": \"team\", \"tagValue\": \"books\"}],\n  \"datasetGroup\"");

    bench.run();

    assertThat(bench.names()).isEmpty();
    assertThat(bench.personalize.tags.get(FakePersonalize.BASE + "solution/subjects"))
        .isEqualTo(Map.of("cost", "42", "team", "books"));
    assertThat(bench.look().steps()).isEmpty();
  }

  @Test
  void aChangedSchemaIsRefused() {
    bench.run();
    bench.personalize.createdSince();
    bench.change(
        "\"SUBJECT\", \"type\": [\"null\", \"string\"]", "\"SUBJECT\", \"type\": \"string\"");

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("schema/books-schema exists already", "give it a new name in the config");
    assertThat(bench.names()).isEmpty();
  }

  @Test
  void aChangedRecipeIsRefused() {
    bench.run();
    bench.change("recipe/aws-item-attribute-affinity", "recipe/aws-item-affinity");

    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains(
            "recipeArn is \"arn:aws:personalize:::recipe/aws-item-attribute-affinity\", not"
                + " \"arn:aws:personalize:::recipe/aws-item-affinity\"");
  }

  @Test
  void aChangedSolutionConfigurationIsRefusedAndARemovedOneToo() {
    bench.change("\"name\": \"subjects\"", "\"name\": \"subjects\", \"eventType\": \"sale\"");
    bench.run();
    bench.change("\"eventType\": \"sale\"", "\"eventType\": \"loan\"");
    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("eventType is \"sale\", not \"loan\"");

    bench.change(", \"eventType\": \"loan\"", "");
    assertThat(reasons(bench.run()))
        .singleElement()
        .asString()
        .contains("eventType is \"sale\", not left out");
  }

  @Test
  void spacesAndOrderInASchemaAreNoChange() {
    bench.run();
    bench.personalize.createdSince();
    bench.change(
        "{\"name\": \"USER_ID\", \"type\": \"string\"}",
        "{ \"type\": \"string\",   \"name\": \"USER_ID\" }");

    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);
    assertThat(bench.names()).isEmpty();
  }

  @Test
  void whatIsRemovedFromTheConfigIsKeptAndNamed() {
    bench.run();
    bench.change("\"name\": \"subjects\"", "\"name\": \"topics\"");
    bench.s3.put("batch/bookshop/topics/job_config.json", Bookshop.QUERY);

    assertThat(((Outcome.Complete) bench.run()).notes())
        .containsExactly(
            "batch/bookshop/subjects/job_config.json is not used: the config has no solution"
                + " subjects with batchSegmentJobs",
            "solution subjects is not in the config; it was kept as it is");
  }
}
