package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.sandbox.personalize.Bench.ATTRIBUTE_AFFINITY;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** Names, ARNs, defaults and parents of new resources. */
class CreationTest {

  private static final String ACCOUNT = "arn:aws:personalize:us-east-1:000000000000:";

  private final Bench bench = new Bench();

  @Test
  void arnsAreMadeOfNames() {
    String group = bench.group("g");
    String schema = bench.interactionsSchema("s");
    String dataset = bench.dataset(group, "INTERACTIONS", schema);

    assertThat(group).isEqualTo(ACCOUNT + "dataset-group/g");
    assertThat(schema).isEqualTo(ACCOUNT + "schema/s");
    assertThat(dataset).isEqualTo(ACCOUNT + "dataset/g/INTERACTIONS");
    assertThat(bench.importing("i", dataset, "x.csv")).isEqualTo(ACCOUNT + "dataset-import-job/i");
    assertThat(bench.solution("n", group, ATTRIBUTE_AFFINITY)).isEqualTo(ACCOUNT + "solution/n");
  }

  @Test
  void aVersionHasEightHexDigitsOrTheNameThatItWasGiven() {
    String solution = bench.solution("n", bench.group("g"), ATTRIBUTE_AFFINITY);

    String nameless = bench.version(solution);
    JsonNode named =
        bench.call("CreateSolutionVersion", "{'solutionArn': '%s', 'name': 'v1'}", solution);

    assertThat(nameless).matches("\\Q" + solution + "\\E/[0-9a-f]{8}");
    assertThat(named.get("solutionVersionArn").asText()).isEqualTo(solution + "/v1");
  }

  @Test
  void twoNamelessVersionsAreTwo() {
    String solution = bench.solution("n", bench.group("g"), ATTRIBUTE_AFFINITY);

    assertThat(bench.version(solution)).isNotEqualTo(bench.version(solution));
  }

  @Test
  void aDatasetTypeCanBeWrittenInAnyCase() {
    String dataset = bench.dataset(bench.group("g"), "Interactions", bench.interactionsSchema("s"));

    assertThat(bench.described(Kind.DATASET, dataset).get("datasetType").asText())
        .isEqualTo("INTERACTIONS");
  }

  @Test
  void aNameCanBeUsedOnlyOnceInTheAccount() {
    bench.solution("n", bench.group("one"), ATTRIBUTE_AFFINITY);
    String other = bench.group("two");

    assertThat(
            bench
                .refusal(
                    "CreateSolution",
                    "{'name': 'n', 'datasetGroupArn': '%s', 'recipeArn': '%s'}",
                    other,
                    ATTRIBUTE_AFFINITY)
                .shape())
        .isEqualTo("ResourceAlreadyExistsException");
  }

  @Test
  void aGroupHasOneDatasetOfAType() {
    String group = bench.group("g");
    bench.items(group);
    String schema = bench.itemsSchema("other");

    assertThat(
            bench
                .refusal(
                    "CreateDataset",
                    "{'name': 'n', 'datasetGroupArn': '%s', 'datasetType': 'ITEMS',"
                        + " 'schemaArn': '%s'}",
                    group,
                    schema)
                .shape())
        .isEqualTo("ResourceAlreadyExistsException");
  }

  @Test
  void aFailedJobKeepsItsName() {
    String dataset = bench.interactions(bench.group("g"));
    String job = bench.importing("i", dataset, "missing.csv");
    bench.finish();

    assertThat(bench.status(Kind.DATASET_IMPORT_JOB, job)).isEqualTo("CREATE FAILED");
    assertThat(refusedImport(dataset)).isEqualTo("ResourceAlreadyExistsException");
  }

  @Test
  void aSolutionTrainsItselfUnlessToldNotTo() {
    String solution = bench.solution("n", bench.group("g"), ATTRIBUTE_AFFINITY);

    JsonNode described = bench.described(Kind.SOLUTION, solution);

    assertThat(described.get("performAutoTraining").booleanValue()).isTrue();
    assertThat(described.get("performHPO").booleanValue()).isFalse();
  }

  @Test
  void aVersionInheritsFromItsSolution() {
    String group = bench.group("g");
    String version = bench.version(bench.solution("n", group, ATTRIBUTE_AFFINITY));

    JsonNode described = bench.described(Kind.SOLUTION_VERSION, version);

    assertThat(described.get("recipeArn").asText()).isEqualTo(ATTRIBUTE_AFFINITY);
    assertThat(described.get("datasetGroupArn").asText()).isEqualTo(group);
    assertThat(described.get("trainingMode").asText()).isEqualTo("FULL");
    assertThat(described.get("trainingType").asText()).isEqualTo("MANUAL");
  }

  @Test
  void anImportReplacesUnlessToldToAdd() {
    String job = bench.importing("i", bench.interactions(bench.group("g")), "x.csv");

    assertThat(bench.described(Kind.DATASET_IMPORT_JOB, job).get("importMode").asText())
        .isEqualTo("FULL");
  }

  @Test
  void aDatasetCanNotBeMadeInAGroupThatIsStillBeingMade() {
    String group =
        bench.call("CreateDatasetGroup", "{'name': 'g'}").get("datasetGroupArn").asText();

    assertThat(
            bench
                .refusal(
                    "CreateDataset",
                    "{'name': 'n', 'datasetGroupArn': '%s', 'datasetType': 'ITEMS',"
                        + " 'schemaArn': '%s'}",
                    group,
                    bench.itemsSchema("s"))
                .shape())
        .isEqualTo("ResourceInUseException");
  }

  @Test
  void aVersionCanNotBeMadeOfASolutionThatIsStillBeingMade() {
    String solution =
        bench
            .call(
                "CreateSolution",
                "{'name': 'n', 'datasetGroupArn': '%s', 'recipeArn': '%s'}",
                bench.group("g"),
                ATTRIBUTE_AFFINITY)
            .get("solutionArn")
            .asText();

    assertThat(bench.refusal("CreateSolutionVersion", "{'solutionArn': '%s'}", solution).shape())
        .isEqualTo("ResourceInUseException");
  }

  @Test
  void aSegmentJobCanNotBeMadeWithAVersionThatIsStillTraining() {
    String version = bench.version(bench.solution("n", bench.group("g"), ATTRIBUTE_AFFINITY));

    assertThat(refusedJob(version)).isEqualTo("ResourceInUseException");
  }

  @Test
  void aSegmentJobCanNotBeMadeWithAVersionThatFailed() {
    String version = bench.version(bench.solution("n", bench.group("g"), ATTRIBUTE_AFFINITY));
    bench.finish();

    assertThat(bench.status(Kind.SOLUTION_VERSION, version)).isEqualTo("CREATE FAILED");
    assertThat(refusedJob(version)).isEqualTo("InvalidInputException");
  }

  @Test
  void aSegmentJobNeedsARecipeThatSegmentsUsers() {
    String version = bench.trained("arn:aws:personalize:::recipe/aws-similar-items", Taste.FEW);

    assertThat(refusedJob(version)).isEqualTo("InvalidInputException");
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String absent = ACCOUNT + "dataset-group/absent";

    assertThat(bench.refusal("DescribeDatasetGroup", "{'datasetGroupArn': '%s'}", absent))
        .hasMessageContaining(absent)
        .extracting("shape")
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void theArnOfAnotherKindIsInvalid() {
    String schema = bench.itemsSchema("s");

    assertThat(bench.refusal("DescribeDatasetGroup", "{'datasetGroupArn': '%s'}", schema).shape())
        .isEqualTo("InvalidInputException");
  }

  @Test
  void anUnknownRecipeIsNotFound() {
    assertThat(
            bench
                .refusal(
                    "CreateSolution",
                    "{'name': 'n', 'datasetGroupArn': '%s',"
                        + " 'recipeArn': 'arn:aws:personalize:::recipe/absent'}",
                    bench.group("g"))
                .shape())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void onlySomeRecipesCanUpdateAVersion() {
    String solution = bench.solution("n", bench.group("g"), ATTRIBUTE_AFFINITY);

    assertThat(
            bench
                .refusal(
                    "CreateSolutionVersion",
                    "{'solutionArn': '%s', 'trainingMode': 'UPDATE'}",
                    solution)
                .shape())
        .isEqualTo("InvalidInputException");
  }

  @Test
  void aRoleThatPersonalizeCanNotAssumeIsRefused() {
    Bench untrusted = new Bench(role -> false);
    String dataset = untrusted.items(untrusted.group("g"));

    assertThat(
            untrusted.refusal(
                "CreateDatasetImportJob",
                "{'jobName': 'i', 'datasetArn': '%s', 'roleArn': '%s',"
                    + " 'dataSource': {'dataLocation': 's3://data/x.csv'}}",
                dataset,
                Bench.ROLE))
        .hasMessage("Personalize can't assume the role " + Bench.ROLE + ": check its trust policy")
        .extracting("shape")
        .isEqualTo("InvalidInputException");
  }

  private String refusedImport(String dataset) {
    return bench
        .refusal(
            "CreateDatasetImportJob",
            "{'jobName': 'i', 'datasetArn': '%s', 'dataSource': {'dataLocation': 's3://data/x'},"
                + " 'roleArn': '%s'}",
            dataset,
            Bench.ROLE)
        .shape();
  }

  private String refusedJob(String version) {
    return bench
        .refusal("CreateBatchSegmentJob", bench.segmentJobInput("job", version, 10))
        .shape();
  }
}
