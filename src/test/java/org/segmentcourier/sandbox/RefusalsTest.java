package org.segmentcourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * The main quotas and refusals of Personalize, Pinpoint and S3, as users meet them: those of each
 * kind through the CLI, the others through the SDK, since each start of the CLI takes a second or
 * two.
 */
class RefusalsTest {

  private static final String ARN = "arn:aws:personalize:us-east-1:000000000000:";

  @TempDir private static Path folder;

  private static Sandbox sandbox;
  private static PersonalizeClient personalize;
  private static PinpointClient pinpoint;
  private static S3Client s3;

  @BeforeAll
  static void start() throws IOException {
    sandbox = Sandbox.start(SandboxOptions.in(folder.resolve("sandbox")));
    personalize = sandbox.client(PersonalizeClient.builder());
    pinpoint = sandbox.client(PinpointClient.builder());
    s3 = sandbox.client(S3Client.builder());
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  @ExtendWith(CommandLine.class)
  void aNameIsTakenOnceAndASixthDatasetGroupIsRefused() throws IOException {
    createGroup("group-1");
    refused("ResourceAlreadyExistsException", () -> createGroup("group-1"));

    IntStream.rangeClosed(2, 5).forEach(i -> createGroup("group-" + i));
    refused("LimitExceededException", "personalize", "create-dataset-group", "--name", "group-6");
  }

  private static void createGroup(String name) {
    personalize.createDatasetGroup(group -> group.name(name));
  }

  @Test
  @ExtendWith(CommandLine.class)
  void aNameHasAtMost63Characters() throws IOException {
    refused(
        "InvalidInputException",
        "personalize",
        "create-dataset-group",
        "--name",
        "n".repeat(64),
        "--tags",
        "tagKey=a,tagValue=b");
  }

  @Test
  void aNameBeginsWithALetterOrADigit() {
    refused("InvalidInputException", () -> createGroup("-dash"));
  }

  @Test
  void aPageOfAListHasAtMost100EntriesAndATokenOfTheOneBefore() {
    refused("InvalidInputException", () -> personalize.listSchemas(l -> l.maxResults(101)));
    refused(
        "InvalidNextTokenException", () -> personalize.listSchemas(l -> l.nextToken("made-up")));
  }

  @Test
  @ExtendWith(CommandLine.class)
  void whatIsNotThereIsNotFound() throws IOException {
    refused(
        "ResourceNotFoundException",
        "personalize",
        "describe-solution",
        "--solution-arn",
        ARN + "solution/nothing");
  }

  @Test
  void whatIsNotThereIsNotDeleted() {
    refused(
        "ResourceNotFoundException",
        () ->
            personalize.deleteDatasetGroup(g -> g.datasetGroupArn(ARN + "dataset-group/nothing")));
  }

  @Test
  void aPathHasAtMost256Characters() {
    refused(
        "InvalidInputException",
        () ->
            personalize.createDatasetImportJob(
                job ->
                    job.jobName("long")
                        .datasetArn(ARN + "dataset/g/ITEMS")
                        .roleArn(output("PersonalizeRoleArn"))
                        .dataSource(
                            data ->
                                data.dataLocation("s3://personalize-data/" + "x".repeat(256)))));
  }

  @Test
  void aSchemaHasAtMost20000Characters() {
    refused(
        "InvalidInputException",
        () -> personalize.createSchema(s -> s.name("long").schema(" ".repeat(20_001))));
  }

  @Test
  @ExtendWith(CommandLine.class)
  void aUserWithoutEndpointsIsNotFoundInPinpoint() throws IOException {
    refused(
        "NotFoundException",
        "pinpoint",
        "get-user-endpoints",
        "--application-id",
        output("PinpointApplicationId"),
        "--user-id",
        "nobody");
  }

  @Test
  @ExtendWith(CommandLine.class)
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
        output("PinpointApplicationId"),
        "--endpoint-batch-request",
        "file://" + batch);
  }

  @Test
  void anImportNeedsAnS3UrlAndARoleThatPinpointCanAssume() {
    refused("BadRequestException", () -> importFrom("http://nowhere", output("PinpointRoleArn")));
    refused(
        "BadRequestException",
        () ->
            importFrom(
                "s3://segment-import/pinpoint/x.csv", "arn:aws:iam::000000000000:role/none"));
  }

  private static void importFrom(String url, String role) {
    pinpoint.createImportJob(
        job ->
            job.applicationId(output("PinpointApplicationId"))
                .importJobRequest(
                    request ->
                        request
                            .format("CSV")
                            .roleArn(role)
                            .s3Url(url)
                            .defineSegment(true)
                            .segmentName("s")));
  }

  @Test
  @ExtendWith(CommandLine.class)
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
  }

  @Test
  void anUploadInPartsToABucketThatIsNotThereIsRefusedAsSuch() {
    refused("NoSuchBucket", () -> s3.createMultipartUpload(u -> u.bucket("nowhere").key("large")));
  }

  private static String output(String name) {
    return sandbox.stack().outputs().get(name);
  }

  /** By the SDK. */
  private static void refused(String error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(AwsServiceException.class))
        .extracting(refusal -> refusal.awsErrorDetails().errorCode())
        .isEqualTo(error);
  }

  /** By the CLI. */
  private static void refused(String error, String... words) throws IOException {
    var outcome = CommandLine.run(sandbox.environment(), words);
    assertThat(outcome.output()).contains("An error occurred (" + error + ")");
    assertThat(outcome.status()).isNotZero();
  }
}
