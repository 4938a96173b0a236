package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The statuses of resources over time. */
class LifecycleTest {

  private final Bench bench = new Bench();
  private String version;

  @BeforeEach
  void train() {
    version = bench.trained(Bench.ITEM_AFFINITY, Taste.FEW);
    bench.s3.put("in/queries.json", "{\"itemId\": \"f1\"}");
  }

  @Test
  void aDatasetGroupIsPendingThenInProgressThenActive() {
    String group =
        bench.call("CreateDatasetGroup", "{'name': 'g'}").get("datasetGroupArn").asText();

    assertThat(threeStatuses(Kind.DATASET_GROUP, group))
        .containsExactly("CREATE PENDING", "CREATE IN_PROGRESS", "ACTIVE");
  }

  @Test
  void aSchemaIsThereAtOnceAndHasNoStatus() {
    String schema = bench.itemsSchema("s");

    assertThat(bench.described(Kind.SCHEMA, schema).has("status")).isFalse();
  }

  @Test
  void aSolutionVersionIsPendingThenInProgressThenActive() {
    String next = bench.version(solution());

    assertThat(threeStatuses(Kind.SOLUTION_VERSION, next))
        .containsExactly("CREATE PENDING", "CREATE IN_PROGRESS", "ACTIVE");
  }

  @Test
  void aBatchSegmentJobSpellsItsStatusesItsOwnWay() {
    String job = bench.segmentJob("job", version, 10);

    assertThat(threeStatuses(Kind.BATCH_SEGMENT_JOB, job))
        .containsExactly("PENDING", "IN PROGRESS", "ACTIVE");
  }

  @Test
  void aBatchSegmentJobCanBeToldToSpellThemLikeTheOthers() {
    bench.tune("{'batchJobStatuses': 'CREATE PENDING'}");

    String job = bench.segmentJob("job", version, 10);

    assertThat(threeStatuses(Kind.BATCH_SEGMENT_JOB, job))
        .containsExactly("CREATE PENDING", "CREATE IN_PROGRESS", "ACTIVE");
  }

  @Test
  void datesTellWhenAResourceWasMadeAndLastChanged() {
    String job = bench.segmentJob("job", version, 10);
    bench.step();
    bench.step();

    JsonNode described = bench.described(Kind.BATCH_SEGMENT_JOB, job);

    double made = described.get("creationDateTime").doubleValue();
    assertThat(described.get("lastUpdatedDateTime").doubleValue() - made).isEqualTo(20);
  }

  @Test
  void eachKindCanHaveItsOwnPace() {
    bench.tune("{'pace': {'BatchSegmentJob': 15}}");
    String job = bench.segmentJob("job", version, 10);

    assertThat(threeStatuses(Kind.BATCH_SEGMENT_JOB, job))
        .containsExactly("PENDING", "PENDING", "IN PROGRESS");
  }

  @Test
  void aResourceToldToFailFailsWithThatReasonAndTheNextDoesNot() {
    bench.tune("{'fail': {'kind': 'BatchSegmentJob', 'count': 1, 'reason': 'Bad luck'}}");
    String first = bench.segmentJob("first", version, 10);
    String second = bench.segmentJob("second", version, 10);
    bench.finish();

    assertThat(bench.status(Kind.BATCH_SEGMENT_JOB, first)).isEqualTo("CREATE FAILED");
    assertThat(bench.failureReason(Kind.BATCH_SEGMENT_JOB, first)).isEqualTo("Bad luck");
    assertThat(bench.status(Kind.BATCH_SEGMENT_JOB, second)).isEqualTo("ACTIVE");
  }

  @Test
  void stoppingARunningTrainingTakesAMoment() {
    String next = bench.version(solution());
    bench.step();
    bench.call("StopSolutionVersionCreation", "{'solutionVersionArn': '%s'}", next);

    assertThat(List.of(bench.status(Kind.SOLUTION_VERSION, next), later(next)))
        .containsExactly("CREATE STOPPING", "CREATE STOPPED");
  }

  @Test
  void stoppingAPendingTrainingStopsItAtOnce() {
    String next = bench.version(solution());
    bench.call("StopSolutionVersionCreation", "{'solutionVersionArn': '%s'}", next);

    assertThat(bench.status(Kind.SOLUTION_VERSION, next)).isEqualTo("CREATE STOPPED");
  }

  @Test
  void aFinishedTrainingCanNotBeStopped() {
    assertThat(
            bench.refusal("StopSolutionVersionCreation", "{'solutionVersionArn': '%s'}", version))
        .extracting("shape")
        .isEqualTo("InvalidInputException");
  }

  @Test
  void metricsOfARunningTrainingAreInUse() {
    String next = bench.version(solution());

    assertThat(bench.refusal("GetSolutionMetrics", "{'solutionVersionArn': '%s'}", next).shape())
        .isEqualTo("ResourceInUseException");
  }

  @Test
  void aSolutionShowsItsLatestVersion() {
    String next = bench.version(solution());

    JsonNode latest = bench.described(Kind.SOLUTION, solution()).get("latestSolutionVersion");

    assertThat(latest.get("solutionVersionArn").asText()).isEqualTo(next);
    assertThat(latest.get("status").asText()).isEqualTo("CREATE PENDING");
  }

  @Test
  void whatIsImportedAfterAVersionWasMadeDoesNotChangeIt() {
    String next = bench.version(solution());
    bench.s3.put("interactions.csv", Taste.FEW.interactions().replace(",u", ",v"));
    bench.importing("later", Account.ARN + "dataset/group/INTERACTIONS", "interactions.csv");
    bench.finish();
    bench.segmentJob("job", next, 1);
    bench.finish();

    assertThat(bench.s3.get("out/queries.json.out")).contains("\"usersList\":[\"u");
  }

  @Test
  void aVersionMadeAfterAnImportKnowsIt() {
    bench.s3.put("interactions.csv", Taste.FEW.interactions().replace(",u", ",v"));
    bench.importing("later", Account.ARN + "dataset/group/INTERACTIONS", "interactions.csv");
    bench.finish();
    String next = bench.version(solution());
    bench.finish();
    bench.segmentJob("job", next, 1);
    bench.finish();

    assertThat(bench.s3.get("out/queries.json.out")).contains("\"usersList\":[\"v");
  }

  private String solution() {
    return Account.ARN + "solution/solution";
  }

  private String later(String versionArn) {
    bench.step();
    return bench.status(Kind.SOLUTION_VERSION, versionArn);
  }

  private List<String> threeStatuses(Kind kind, String arn) {
    String first = bench.status(kind, arn);
    bench.step();
    String second = bench.status(kind, arn);
    bench.step();
    return List.of(first, second, bench.status(kind, arn));
  }
}
