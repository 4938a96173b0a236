package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Jobs that somebody else is to have made. */
class PlantingTest {

  private final Bench bench = new Bench();

  @Test
  void aPlantedJobIsDescribedLikeAnyOther() {
    String job =
        plant(
            "{'jobName': 'theirs', 'input': 's3://data/in/a.json', 'output': 's3://data/out/',"
                + " 'numResults': 50, 'created': 1764000000, 'updated': 1764000060.5}");

    JsonNode described = bench.described(Kind.BATCH_SEGMENT_JOB, job);

    assertThat(described.get("jobName").asText()).isEqualTo("theirs");
    assertThat(described.get("status").asText()).isEqualTo("ACTIVE");
    assertThat(described.get("numResults").asInt()).isEqualTo(50);
    assertThat(described.at("/jobInput/s3DataSource/path").asText())
        .isEqualTo("s3://data/in/a.json");
    assertThat(described.at("/jobOutput/s3DataDestination/path").asText())
        .isEqualTo("s3://data/out/");
    assertThat(described.get("creationDateTime").doubleValue()).isEqualTo(1764000000);
    assertThat(described.get("lastUpdatedDateTime").doubleValue()).isEqualTo(1764000060.5);
  }

  @Test
  void itsVersionSolutionAndGroupAreThere() {
    String version = Account.ARN + "solution/theirs/0a1b2c3d";
    plant(
        "{'jobName': 'j', 'output': 's3://data/out/', 'solutionVersionArn': '%s',"
            + " 'recipe': 'aws-item-affinity'}",
        version);

    JsonNode described = bench.described(Kind.SOLUTION_VERSION, version);

    assertThat(described.get("recipeArn").asText()).isEqualTo(Bench.ITEM_AFFINITY);
    assertThat(bench.status(Kind.SOLUTION, described.get("solutionArn").asText()))
        .isEqualTo("ACTIVE");
    assertThat(bench.status(Kind.DATASET_GROUP, described.get("datasetGroupArn").asText()))
        .isEqualTo("ACTIVE");
  }

  @Test
  void contentGivenIsPutInS3BesideACheck() {
    plant("{'jobName': 'j', 'output': 's3://data/out', 'outputs': {'a.json.out': 'one\\ntwo\\n'}}");

    assertThat(bench.s3.get("out/a.json.out")).isEqualTo("one\ntwo\n");
    assertThat(bench.s3.keys()).contains("out/_CHECK");
  }

  @Test
  void withoutContentNothingIsPut() {
    plant("{'jobName': 'j', 'output': 's3://data/out/'}");

    assertThat(bench.s3.keys()).isEmpty();
  }

  @Test
  void aJobInProgressStaysSoUntilItIsPlantedAgain() {
    String job = plant("{'jobName': 'j', 'output': 's3://data/out/', 'status': 'IN PROGRESS'}");
    bench.finish();
    String before = bench.status(Kind.BATCH_SEGMENT_JOB, job);
    plant("{'jobName': 'j', 'output': 's3://data/out/'}");

    assertThat(before).isEqualTo("IN PROGRESS");
    assertThat(bench.status(Kind.BATCH_SEGMENT_JOB, job)).isEqualTo("ACTIVE");
  }

  @Test
  void aFailedJobSaysWhy() {
    String job =
        plant(
            "{'jobName': 'j', 'output': 's3://data/out/', 'status': 'CREATE FAILED',"
                + " 'failureReason': 'No luck'}");

    assertThat(bench.failureReason(Kind.BATCH_SEGMENT_JOB, job)).isEqualTo("No luck");
  }

  @Test
  void aPlantedNameIsTaken() {
    String version = bench.trained(Bench.ITEM_AFFINITY, Taste.FEW);
    plant("{'jobName': 'job', 'output': 's3://data/out/'}");

    assertThat(
            bench
                .refusal("CreateBatchSegmentJob", bench.segmentJobInput("job", version, 1))
                .shape())
        .isEqualTo("ResourceAlreadyExistsException");
  }

  @Test
  void whatIsNotUnderstoodIsRefused() {
    assertThatThrownBy(() -> plant("{'jobName': 'j', 'output': 's3://data/o/', 'colour': 'red'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("colour is not one of ");
    assertThatThrownBy(() -> plant("{'jobName': 'j', 'output': 's3://data/o/', 'status': 'GONE'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not GONE");
    assertThatThrownBy(() -> plant("{'jobName': 'j'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("jobName and output must be given");
  }

  @Test
  void aChangeThatIsNotUnderstoodIsRefused() {
    assertThatThrownBy(() -> bench.tune("{'colour': 'red'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("colour is not one of ");
    assertThatThrownBy(() -> bench.tune("{'quotas': {'wishes': 3}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("wishes is not one of ");
    assertThatThrownBy(() -> bench.tune("{'pace': {'Campaign': 3}}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Campaign is not one of ");
    assertThatThrownBy(() -> bench.tune("{'errorLine': 'none'}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("errorLine is ");
  }

  private String plant(String job, Object... values) {
    return bench
        .personalize
        .plant(Bench.json(job.formatted(values).replace('\'', '"')))
        .get("batchSegmentJobArn")
        .asText();
  }
}
