package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.Test;

/** What can be deleted when. */
class DeletionTest {

  private static final String GROUP = Account.ARN + "dataset-group/group";
  private static final String SOLUTION = Account.ARN + "solution/solution";
  private static final String ITEMS = Account.ARN + "dataset/group/ITEMS";
  private static final String INTERACTIONS = Account.ARN + "dataset/group/INTERACTIONS";

  private final Bench bench = new Bench();

  @Test
  void everythingCanBeDeletedFromTheChildrenUp() {
    String version = trained();
    delete(Kind.SOLUTION, SOLUTION);
    bench.finish();
    delete(Kind.DATASET, ITEMS);
    delete(Kind.DATASET, INTERACTIONS);
    bench.finish();
    delete(Kind.SCHEMA, Account.ARN + "schema/group-items");
    delete(Kind.DATASET_GROUP, GROUP);
    bench.finish();

    assertGone(Kind.SOLUTION_VERSION, version);
    assertGone(Kind.SOLUTION, SOLUTION);
    assertGone(Kind.DATASET, ITEMS);
    assertGone(Kind.SCHEMA, Account.ARN + "schema/group-items");
    assertGone(Kind.DATASET_GROUP, GROUP);
  }

  @Test
  void aSolutionIsSeenBeingDeleted() {
    trained();
    delete(Kind.SOLUTION, SOLUTION);

    String first = bench.status(Kind.SOLUTION, SOLUTION);
    bench.step();

    assertThat(first).isEqualTo("DELETE PENDING");
    assertThat(bench.status(Kind.SOLUTION, SOLUTION)).isEqualTo("DELETE IN_PROGRESS");
  }

  @Test
  void aDeletedNameCanBeUsedAgain() {
    bench.group("g");
    delete(Kind.DATASET_GROUP, Account.ARN + "dataset-group/g");
    bench.finish();

    assertThat(bench.group("g")).isEqualTo(Account.ARN + "dataset-group/g");
  }

  @Test
  void aGroupWithDatasetsIsInUse() {
    String group = bench.group("g");
    bench.items(group);

    assertInUse(Kind.DATASET_GROUP, group);
  }

  @Test
  void aGroupWithSolutionsIsInUse() {
    String group = bench.group("g");
    bench.solution("n", group, Bench.ITEM_AFFINITY);

    assertInUse(Kind.DATASET_GROUP, group);
  }

  @Test
  void aSchemaOfADatasetIsInUse() {
    bench.items(bench.group("g"));

    assertInUse(Kind.SCHEMA, Account.ARN + "schema/g-items");
  }

  @Test
  void aDatasetWithARunningImportIsInUse() {
    String dataset = bench.items(bench.group("g"));
    bench.importing("i", dataset, "x.csv");

    assertInUse(Kind.DATASET, dataset);
  }

  @Test
  void aDatasetThatIsBeingTrainedOnIsInUse() {
    trained();
    bench.version(SOLUTION);

    assertInUse(Kind.DATASET, ITEMS);
  }

  @Test
  void aSolutionWithARunningTrainingIsInUse() {
    trained();
    bench.version(SOLUTION);

    assertInUse(Kind.SOLUTION, SOLUTION);
  }

  @Test
  void aSolutionWithARunningSegmentJobIsInUse() {
    bench.segmentJob("job", trained(), 10);

    assertInUse(Kind.SOLUTION, SOLUTION);
  }

  @Test
  void aGroupThatIsStillBeingMadeIsInUse() {
    bench.call("CreateDatasetGroup", "{'name': 'g'}");

    assertInUse(Kind.DATASET_GROUP, Account.ARN + "dataset-group/g");
  }

  @Test
  void whatIsNotThereCanNotBeDeleted() {
    assertThat(bench.refusal("DeleteSolution", "{'solutionArn': '%s'}", SOLUTION).shape())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void jobsCanNotBeDeleted() {
    String job = bench.importing("i", bench.items(bench.group("g")), "x.csv");

    assertThat(catchThrowable(() -> delete(Kind.DATASET_IMPORT_JOB, job)))
        .hasMessage("The sandbox's Personalize does not support DeleteDatasetImportJob");
  }

  private String trained() {
    return bench.trained(Bench.ITEM_AFFINITY, Taste.FEW);
  }

  private void delete(Kind kind, String arn) {
    bench.call("Delete" + kind.word(), "{'%s': '%s'}", kind.arnMember(), arn);
  }

  private void assertInUse(Kind kind, String arn) {
    assertThat(bench.refusal("Delete" + kind.word(), "{'%s': '%s'}", kind.arnMember(), arn).shape())
        .isEqualTo("ResourceInUseException");
  }

  private void assertGone(Kind kind, String arn) {
    assertThat(
            bench.refusal("Describe" + kind.word(), "{'%s': '%s'}", kind.arnMember(), arn).shape())
        .isEqualTo("ResourceNotFoundException");
  }
}
