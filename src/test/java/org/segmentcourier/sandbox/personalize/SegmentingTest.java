package org.segmentcourier.sandbox.personalize;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The files of batch segment jobs, in and out. */
class SegmentingTest {

  private static final String ACTION = "{\"itemAttributes\": \"ITEMS.genres = \\\"Action\\\"\"}";

  private final Bench bench = new Bench();

  @Test
  void eachQueryHasALineWithItsInputItsUsersAndNoError() {
    JsonNode[] lines = bench.answers(byAttributes(), 3, ACTION);

    assertThat(lines).hasSize(1);
    assertThat(lines[0].fieldNames()).toIterable().containsExactly("input", "output", "error");
    assertThat(lines[0].get("input")).isEqualTo(Bench.json(ACTION));
    assertThat(lines[0].at("/output/usersList")).hasSize(3);
    assertThat(lines[0].get("error").isNull()).isTrue();
  }

  @Test
  void linesAreInTheOrderOfTheQueriesAndBlankOnesDoNotCount() {
    JsonNode[] lines =
        bench.answers(byItem(), 3, "{\"itemId\": \"f2\"}", "", "{\"itemId\": \"f1\"}");

    assertThat(lines)
        .extracting(line -> line.at("/input/itemId").asText())
        .containsExactly("f2", "f1");
  }

  @Test
  void thereAreAsManyUsersAsThereAreAtMost() {
    JsonNode[] lines = bench.answers(byItem(), 5_000_000, "{\"itemId\": \"f1\"}");

    assertThat(lines[0].at("/output/usersList")).hasSize(Taste.FEW.users());
  }

  @Test
  void withoutANumberThereAre25Users() {
    String version = byItem();
    bench.s3.put("in/a.json", "{\"itemId\": \"f1\"}");
    bench.call(
        "CreateBatchSegmentJob",
        bench.segmentJobInput("job", version, 1).replace("'numResults': 1, ", ""));
    bench.finish();

    assertThat(Bench.json(bench.s3.get("out/a.json.out")).at("/output/usersList")).hasSize(25);
  }

  @Test
  void everyInputFileHasAnOutputFileAndThereIsACheck() {
    String version = byItem();
    bench.s3.put("in/a.json", "{\"itemId\": \"f1\"}");
    bench.s3.put("in/b.json", "{\"itemId\": \"f2\"}");
    bench.s3.put("in/", "");
    bench.segmentJob("job", version, 3);
    bench.finish();

    assertThat(bench.s3.keys()).contains("out/a.json.out", "out/b.json.out", "out/_CHECK");
    assertThat(bench.s3.keys()).filteredOn(key -> key.startsWith("out/")).hasSize(3);
    assertThat(bench.s3.get("out/_CHECK")).isEmpty();
  }

  @Test
  void theInputPathIsAPrefix() {
    String version = byItem();
    bench.s3.put("queries/a.json", "{\"itemId\": \"f1\"}");
    bench.s3.put("queries_test/b.json", "{\"itemId\": \"f2\"}");
    bench.call(
        "CreateBatchSegmentJob",
        bench.segmentJobInput("job", version, 1).replace("s3://data/in/", "s3://data/queries"));
    bench.finish();

    assertThat(bench.s3.keys()).contains("out/queries/a.json.out", "out/queries_test/b.json.out");
  }

  @Test
  void anOutputPathWithoutASlashIsAFolderAllTheSame() {
    String version = byItem();
    bench.s3.put("in/a.json", "{\"itemId\": \"f1\"}");
    bench.call(
        "CreateBatchSegmentJob",
        bench.segmentJobInput("job", version, 1).replace("s3://data/out/", "s3://data/out"));
    bench.finish();

    assertThat(bench.s3.keys()).contains("out/a.json.out");
  }

  @Test
  void aLineThatIsNotJsonHasAnErrorAndTheOthersHaveUsers() {
    JsonNode[] lines = bench.answers(byItem(), 3, "{\"itemId\": \"f1\"", "{\"itemId\": \"f1\"}");

    assertThat(lines[0].get("input").asText()).isEqualTo("{\"itemId\": \"f1\"");
    assertThat(lines[0].get("output").isNull()).isTrue();
    assertThat(lines[0].get("error").asText()).startsWith("The line is not valid JSON: ");
    assertThat(lines[1].at("/output/usersList")).hasSize(3);
  }

  @Test
  void aQueryOfTheOtherRecipeHasAnError() {
    assertThat(bench.answers(byItem(), 3, ACTION)[0].get("error").asText())
        .isEqualTo("A query of aws-item-affinity must have the string member itemId");
  }

  @Test
  void aQueryForAnUnknownColumnHasAnError() {
    String query = ACTION.replace("genres", "genre");

    JsonNode line = bench.answers(byAttributes(), 3, query)[0];

    assertThat(line.get("error").asText()).startsWith("Items have no column genre; they have ");
  }

  @Test
  void anUnknownItemHasAnError() {
    assertThat(bench.answers(byItem(), 3, "{\"itemId\": \"absent\"}")[0].get("error").asText())
        .isEqualTo("The item absent is not in the training data");
  }

  @Test
  void aValueThatNoItemHasGivesNobody() {
    String query = ACTION.replace("Action", "Western");

    JsonNode line = bench.answers(byAttributes(), 3, query)[0];

    assertThat(line.at("/output/usersList")).isEmpty();
    assertThat(line.get("error").isNull()).isTrue();
  }

  @Test
  void theOutputOfAnErrorCanBeToldToBeAnEmptyList() {
    bench.tune("{'errorLine': 'emptyList'}");

    JsonNode line = bench.answers(byItem(), 3, "{\"itemId\": \"absent\"}")[0];

    assertThat(line.at("/output/usersList").isArray()).isTrue();
    assertThat(line.at("/output/usersList")).isEmpty();
    assertThat(line.get("error").isTextual()).isTrue();
  }

  @Test
  void moreThanTenAttributeQueriesInAFileFailTheJob() {
    String version = byAttributes();

    assertThat(failure(version, "a.json", repeated(ACTION, 11)))
        .isEqualTo(
            "in/a.json has more than 10 queries, which is the most for aws-item-attribute-affinity");
  }

  @Test
  void tenAttributeQueriesAreTaken() {
    assertThat(failure(byAttributes(), "a.json", repeated(ACTION, 10))).isEmpty();
  }

  @Test
  void moreThan500ItemQueriesInAFileFailTheJob() {
    assertThat(failure(byItem(), "a.json", repeated("{\"itemId\": \"f1\"}", 501)))
        .isEqualTo("in/a.json has more than 500 queries, which is the most for aws-item-affinity");
  }

  @Test
  void moreThan1000InputFilesFailTheJob() {
    String version = byItem();
    IntStream.range(0, 1000).forEach(i -> bench.s3.put("in/" + i + ".json", "{}"));

    assertThat(failure(version, "more.json", "{}"))
        .isEqualTo("The input has 1001 files; at most 1000 are allowed");
  }

  @Test
  void moreThanTheMostBytesFailTheJob() {
    String version = byItem();
    bench.quota(Quota.INPUT_BYTES, 10);

    assertThat(failure(version, "a.json", "{\"itemId\": \"f1\"}"))
        .isEqualTo("The input has 16 bytes; at most 10 are allowed");
  }

  @Test
  void anInputThatIsNotThereFailsTheJob() {
    String job = bench.segmentJob("job", byItem(), 3);
    bench.finish();

    assertThat(bench.status(Kind.BATCH_SEGMENT_JOB, job)).isEqualTo("CREATE FAILED");
    assertThat(bench.failureReason(Kind.BATCH_SEGMENT_JOB, job))
        .isEqualTo("There is no input at s3://data/in/");
  }

  @Test
  void anOutputBucketThatIsNotThereFailsTheJob() {
    String version = byItem();
    bench.s3.put("in/a.json", "{\"itemId\": \"f1\"}");
    bench.call(
        "CreateBatchSegmentJob",
        bench.segmentJobInput("job", version, 1).replace("s3://data/out", "s3://nowhere/out"));
    bench.finish();

    assertThat(bench.failureReason(Kind.BATCH_SEGMENT_JOB, Account.ARN + "batch-segment-job/job"))
        .isEqualTo("The bucket of s3://nowhere/out/a.json.out does not exist");
  }

  @Test
  void anEmptyFileGivesAnEmptyFile() {
    assertThat(failure(byItem(), "a.json", "")).isEmpty();
    assertThat(bench.s3.get("out/a.json.out")).isEmpty();
  }

  private String byAttributes() {
    return bench.trained(Bench.ATTRIBUTE_AFFINITY, Taste.FEW);
  }

  private String byItem() {
    return bench.trained(Bench.ITEM_AFFINITY, Taste.FEW);
  }

  private String failure(String version, String file, String content) {
    bench.s3.put("in/" + file, content);
    String job = bench.segmentJob("job", version, 3);
    bench.finish();
    return bench.failureReason(Kind.BATCH_SEGMENT_JOB, job);
  }

  private static String repeated(String line, int times) {
    return IntStream.range(0, times).mapToObj(i -> line).collect(Collectors.joining("\n"));
  }
}
