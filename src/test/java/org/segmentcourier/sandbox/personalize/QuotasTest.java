package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.segmentcourier.sandbox.personalize.Bench.ATTRIBUTE_AFFINITY;
import static org.segmentcourier.sandbox.personalize.Bench.ITEM_AFFINITY;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.AwsError;

/** Quotas of the account, and what training asks of the data. */
class QuotasTest {

  private final Bench bench = new Bench();

  @Test
  void thereCanBeFiveDatasetGroups() {
    IntStream.rangeClosed(1, 5).forEach(i -> bench.group("g" + i));

    assertLimitExceeded(bench.refusal("CreateDatasetGroup", "{'name': 'g6'}"));
  }

  @Test
  void thereCanBe500Schemas() {
    IntStream.rangeClosed(1, 500).forEach(i -> bench.itemsSchema("s" + i));

    AwsError refusal = catchThrowableOfType(AwsError.class, () -> bench.itemsSchema("s501"));
    assertLimitExceeded(refusal);
  }

  @Test
  void aDatasetGroupCanHaveTenSolutions() {
    String group = bench.group("g");
    IntStream.rangeClosed(1, 10).forEach(i -> bench.solution("n" + i, group, ITEM_AFFINITY));

    assertLimitExceeded(
        bench.refusal(
            "CreateSolution",
            "{'name': 'n11', 'datasetGroupArn': '%s', 'recipeArn': '%s'}",
            group,
            ITEM_AFFINITY));
  }

  @Test
  void fiveImportJobsCanBePending() {
    String dataset = bench.items(bench.group("g"));
    IntStream.rangeClosed(1, 5).forEach(i -> bench.importing("i" + i, dataset, "x.csv"));

    assertLimitExceeded(
        bench.refusal(
            "CreateDatasetImportJob",
            "{'jobName': 'i6', 'datasetArn': '%s', 'dataSource': {'dataLocation': 's3://data/x'},"
                + " 'roleArn': '%s'}",
            dataset,
            Bench.ROLE));
  }

  @Test
  void twentySolutionVersionsCanBePending() {
    String solution = bench.solution("n", bench.group("g"), ITEM_AFFINITY);
    IntStream.rangeClosed(1, 20).forEach(i -> bench.version(solution));

    assertLimitExceeded(bench.refusal("CreateSolutionVersion", "{'solutionArn': '%s'}", solution));
  }

  @Test
  void fiveSegmentJobsCanBePendingOrInProgress() {
    String version = bench.trained(ITEM_AFFINITY, Taste.FEW);
    IntStream.rangeClosed(1, 5).forEach(i -> bench.segmentJob("j" + i, version, 10));
    bench.step();

    AwsError refusal =
        bench.refusal("CreateBatchSegmentJob", bench.segmentJobInput("j6", version, 10));

    assertLimitExceeded(refusal);
    assertThat(refusal)
        .hasMessage("More than 5 resources for BATCH_SEGMENT_JOB in PENDING or IN_PROGRESS status");
  }

  @Test
  void finishedSegmentJobsDoNotCount() {
    String version = bench.trained(ITEM_AFFINITY, Taste.FEW);
    IntStream.rangeClosed(1, 5).forEach(i -> bench.segmentJob("j" + i, version, 10));
    bench.finish();

    assertThat(bench.segmentJob("j6", version, 10)).endsWith("/j6");
  }

  @Test
  void aQuotaCanBeChanged() {
    bench.quota(Quota.DATASET_GROUPS, 1);
    bench.group("g1");

    assertLimitExceeded(bench.refusal("CreateDatasetGroup", "{'name': 'g2'}"));
  }

  @Test
  void aSegmentHasAtMostFiveMillionUsers() {
    String version = bench.trained(ITEM_AFFINITY, Taste.FEW);

    assertThat(
            bench.refusal("CreateBatchSegmentJob", bench.segmentJobInput("j", version, 5_000_001)))
        .hasMessage("numResults must be from 1 to 5000000, not 5000001")
        .extracting("shape")
        .isEqualTo("InvalidInputException");
  }

  @Test
  void anS3PathHasAtMost256Characters() {
    String path = "s3://data/" + "x".repeat(247);

    assertThat(
            bench.refusal(
                "CreateDatasetImportJob",
                "{'jobName': 'i', 'datasetArn': '%s', 'dataSource': {'dataLocation': '%s'},"
                    + " 'roleArn': '%s'}",
                bench.items(bench.group("g")),
                path,
                Bench.ROLE))
        .hasMessage("dataSource/dataLocation has 257 characters; at most 256 are allowed")
        .extracting("shape")
        .isEqualTo("InvalidInputException");
  }

  @Test
  void trainingNeeds1000UniqueInteractions() {
    String twice = ImportingTest.interactions(600);
    String rows = twice.substring(twice.indexOf('\n'));

    assertThat(trainingFailure(twice + rows))
        .isEqualTo(
            "There are 600 unique interactions after event filters; at least 1000 are needed");
  }

  @Test
  void trainingNeeds25UsersWithTwoInteractions() {
    String fewUsers =
        IntStream.range(0, 1000)
            .mapToObj(i -> "u%d,i1,Watch,,%d".formatted(i < 48 ? i / 2 : i, i))
            .collect(
                Collectors.joining("\n", "USER_ID,ITEM_ID,EVENT_TYPE,EVENT_VALUE,TIMESTAMP\n", ""));

    assertThat(trainingFailure(fewUsers))
        .isEqualTo("There are 24 users with two or more interactions; at least 25 are needed");
  }

  @Test
  void trainingNeedsTwoInteractionsOfOnePercentOfUsers() {
    String manyUsers =
        IntStream.range(0, 5000)
            .mapToObj(i -> "u%d,i1,Watch,,%d".formatted(i < 60 ? i / 2 : i, i))
            .collect(
                Collectors.joining("\n", "USER_ID,ITEM_ID,EVENT_TYPE,EVENT_VALUE,TIMESTAMP\n", ""));

    assertThat(trainingFailure(manyUsers))
        .isEqualTo("Only 30 of 4970 users have two or more interactions; at least 1 % must");
  }

  @Test
  void onlyInteractionsOfTheSolutionsEventTypeCount() {
    String group = importedGroup(ImportingTest.interactions(2000));
    String solution =
        bench
            .call(
                "CreateSolution",
                "{'name': 'n', 'datasetGroupArn': '%s', 'recipeArn': '%s', 'eventType': 'Buy'}",
                group,
                ITEM_AFFINITY)
            .get("solutionArn")
            .asText();
    bench.finish();

    assertThat(failureOf(solution))
        .isEqualTo("There are 0 unique interactions after event filters; at least 1000 are needed");
  }

  @Test
  void trainingWithoutInteractionsFails() {
    String solution = bench.solution("n", bench.group("g"), ITEM_AFFINITY);

    assertThat(failureOf(solution)).isEqualTo("The dataset group has no imported interactions");
  }

  @Test
  void attributeAffinityNeedsItems() {
    String group = importedGroup(ImportingTest.interactions(2000));
    String solution = bench.solution("n", group, ATTRIBUTE_AFFINITY);

    assertThat(failureOf(solution))
        .isEqualTo("The recipe aws-item-attribute-affinity needs an imported items dataset");
  }

  private static void assertLimitExceeded(AwsError refusal) {
    assertThat(refusal.shape()).isEqualTo("LimitExceededException");
  }

  private String trainingFailure(String interactions) {
    return failureOf(bench.solution("n", importedGroup(interactions), ITEM_AFFINITY));
  }

  private String importedGroup(String interactions) {
    String group = bench.group("g");
    bench.s3.put("interactions.csv", interactions);
    bench.importing("i", bench.interactions(group), "interactions.csv");
    bench.finish();
    return group;
  }

  private String failureOf(String solution) {
    String version = bench.version(solution);
    bench.finish();
    return bench.failureReason(Kind.SOLUTION_VERSION, version);
  }
}
