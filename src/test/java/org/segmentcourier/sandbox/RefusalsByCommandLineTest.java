package org.segmentcourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The main quotas and refusals of Personalize, Pinpoint and S3, as a user of the CLI meets them.
 */
@ExtendWith(CommandLine.class)
class RefusalsByCommandLineTest {

  private static final String ARN = "arn:aws:personalize:us-east-1:000000000000:";

  @TempDir private static Path folder;

  private static Sandbox sandbox;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.in(folder.resolve("sandbox")));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void aSixthDatasetGroupIsRefusedAndANameIsTakenOnce() throws IOException {
    done("personalize", "create-dataset-group", "--name", "group-1");
    refused(
        "ResourceAlreadyExistsException",
        "personalize",
        "create-dataset-group",
        "--name",
        "group-1");
    for (int i = 2; i <= 5; i++) {
      done("personalize", "create-dataset-group", "--name", "group-" + i);
    }
    refused("LimitExceededException", "personalize", "create-dataset-group", "--name", "group-6");
  }

  @Test
  void aNameHasAtMost63Characters() throws IOException {
    refused(
        "InvalidInputException",
        "personalize",
        "create-dataset-group",
        "--name",
        "n".repeat(64),
        "--tags",
        "tagKey=a,tagValue=b");
    refused("InvalidInputException", "personalize", "create-dataset-group", "--name=-dash");
  }

  @Test
  void aPageOfAListHasAtMost100Entries() throws IOException {
    refused("InvalidInputException", "personalize", "list-schemas", "--max-results", "101");
    refused("InvalidNextTokenException", "personalize", "list-schemas", "--next-token", "made-up");
  }

  @Test
  void whatIsNotThereIsNotFound() throws IOException {
    refused(
        "ResourceNotFoundException",
        "personalize",
        "describe-solution",
        "--solution-arn",
        ARN + "solution/nothing");
    refused(
        "ResourceNotFoundException",
        "personalize",
        "delete-dataset-group",
        "--dataset-group-arn",
        ARN + "dataset-group/nothing");
  }

  @Test
  void aPathHasAtMost256Characters() throws IOException {
    refused(
        "InvalidInputException",
        "personalize",
        "create-dataset-import-job",
        "--job-name",
        "long",
        "--dataset-arn",
        ARN + "dataset/g/ITEMS",
        "--role-arn",
        sandbox.stack().outputs().get("PersonalizeRoleArn"),
        "--data-source",
        "dataLocation=s3://personalize-data/" + "x".repeat(256));
  }

  @Test
  void aSchemaHasAtMost20000Characters() throws IOException {
    Path schema = Files.writeString(folder.resolve("schema.json"), " ".repeat(20_001));

    refused(
        "InvalidInputException",
        "personalize",
        "create-schema",
        "--name",
        "long",
        "--schema",
        "file://" + schema);
  }

  @Test
  void aUserWithoutEndpointsIsNotFoundInPinpoint() throws IOException {
    refused(
        "NotFoundException",
        "pinpoint",
        "get-user-endpoints",
        "--application-id",
        project(),
        "--user-id",
        "nobody");
  }

  @Test
  void aBatchHasAtMost100Endpoints() throws IOException {
    String items =
        IntStream.range(0, 101)
            .mapToObj("{\"Id\": \"e%d\", \"OptOut\": \"NONE\"}"::formatted)
            .collect(Collectors.joining(",", "{\"Item\": [", "]}"));
    Path batch = Files.writeString(folder.resolve("batch.json"), items);

    refused(
        "BadRequestException",
        "pinpoint",
        "update-endpoints-batch",
        "--application-id",
        project(),
        "--endpoint-batch-request",
        "file://" + batch);
  }

  @Test
  void anImportNeedsAnS3UrlAndARoleThatPinpointCanAssume() throws IOException {
    String role = sandbox.stack().outputs().get("PinpointRoleArn");

    refused("BadRequestException", importJob("http://nowhere", role));
    refused(
        "BadRequestException",
        importJob("s3://segment-import/pinpoint/x.csv", "arn:aws:iam::000000000000:role/none"));
  }

  @Test
  void aLargeObjectForABucketThatIsNotThereIsRefusedAsSuch() throws IOException {
    Path large = Files.write(folder.resolve("large"), new byte[20 << 20]);

    refused(
        "NoSuchBucket",
        "s3api",
        "put-object",
        "--bucket",
        "nowhere",
        "--key",
        "large",
        "--body",
        large.toString());
    refused("NoSuchBucket", "s3", "cp", large.toString(), "s3://nowhere/large");
  }

  private static String[] importJob(String url, String role) {
    return new String[] {
      "pinpoint",
      "create-import-job",
      "--application-id",
      project(),
      "--import-job-request",
      "Format=CSV,RoleArn=%s,S3Url=%s,DefineSegment=true,SegmentName=s".formatted(role, url)
    };
  }

  private static String project() {
    return sandbox.stack().outputs().get("PinpointApplicationId");
  }

  private static void done(String... words) throws IOException {
    var outcome = CommandLine.run(sandbox.environment(), words);
    assertThat(outcome.status()).as(outcome.output()).isZero();
  }

  private static void refused(String error, String... words) throws IOException {
    var outcome = CommandLine.run(sandbox.environment(), words);
    assertThat(outcome.output()).contains("An error occurred (" + error + ")");
    assertThat(outcome.status()).isNotZero();
  }
}
