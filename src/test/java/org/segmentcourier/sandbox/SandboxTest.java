package org.segmentcourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.stack.TemplateException;
import org.segmentcourier.settings.Setting;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template that is deployed to AWS, in two sandboxes side by side. */
class SandboxTest {

  @TempDir static Path folder;
  private static Sandbox sandbox;
  private static Sandbox neighbour;

  @BeforeAll
  static void start() throws Exception {
    sandbox = Sandbox.start(SandboxOptions.in(folder.resolve("one")));
    neighbour = Sandbox.start(SandboxOptions.in(folder.resolve("two")));
  }

  @AfterAll
  static void stop() {
    sandbox.close();
    neighbour.close();
  }

  @Test
  void theEnvironmentHasAllThatTheTemplateTellsTheApplication() {
    Map<String, String> environment = sandbox.environment();

    assertThat(environment)
        .containsEntry("AWS_ENDPOINT_URL", sandbox.uri().toString())
        .containsEntry("DATA_BUCKET", "personalize-data")
        .containsEntry("IMPORT_BUCKET", "segment-import")
        .containsEntry("TRAINING_QUIET", "1s")
        .containsEntry("BUS_NAME", "segment-courier-state-changes")
        .containsKeys("PINPOINT_APPLICATION_ID", "PINPOINT_ROLE_ARN", "PERSONALIZE_ROLE_ARN");
    assertThat(environment.keySet())
        .filteredOn(name -> !name.equals("APPLICATION_POLICY_ARN")) // is for who runs it
        .allMatch(name -> name.startsWith("AWS_") || known(name));
    assertThat(sandbox.exports())
        .contains("export AWS_ENDPOINT_URL='" + sandbox.uri() + "'")
        .contains("export DATA_BUCKET='personalize-data'");
  }

  @Test
  void queuesAreAsTheTemplateHasThem() {
    var attributes =
        sandbox
            .client(SqsClient.builder())
            .getQueueAttributes(
                get ->
                    get.queueUrl(sandbox.stack().outputs().get("TrainingQueueUrl"))
                        .attributeNames(QueueAttributeName.ALL))
            .attributes();

    assertThat(attributes)
        .containsEntry(QueueAttributeName.DELAY_SECONDS, "1")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30")
        .containsEntry(QueueAttributeName.FIFO_QUEUE, "true");
    assertThat(attributes.get(QueueAttributeName.REDRIVE_POLICY))
        .contains("segment-courier-training-redrive.fifo", "\"maxReceiveCount\":250");
  }

  @Test
  void anUploadReachesTheUploadsQueueAndWhatTheApplicationWritesDoesNot() {
    S3Client s3 = sandbox.client(S3Client.builder());
    for (String key :
        new String[] {
          "told/x.json", "deliveries/d/commit.json", "train/g/Items.CSV.gz", "batch/g/s/queries"
        }) {
      s3.putObject(p -> p.bucket("personalize-data").key(key), RequestBody.fromString("x"));
    }
    s3.putObject(
        p -> p.bucket("segment-import").key("pinpoint/a.csv"), RequestBody.fromString("x"));

    var inbox =
        new Inbox(
            sandbox.client(SqsClient.builder()), sandbox.stack().outputs().get("UploadsQueueUrl"));

    assertThat(inbox.take(3))
        .hasSize(3)
        .anyMatch(event -> event.contains("train/g/Items.CSV.gz"))
        .anyMatch(event -> event.contains("batch/g/s/queries"))
        .anyMatch(event -> event.contains("pinpoint/a.csv"));
    assertThat(sandbox.failedDeliveries().all()).isEmpty();
  }

  @Test
  void aFinishedJobReachesTheStateChangesQueueAsDetailOnly() throws Exception {
    String job = "arn:aws:personalize:us-east-1:000000000000:batch-segment-job/j";
    sandbox
        .client(EventBridgeClient.builder())
        .putEvents(
            put ->
                put.entries(
                    entry ->
                        entry
                            .eventBusName("segment-courier-state-changes")
                            .source("solutions.aws.personalize")
                            .detailType("Personalize Batch Segment Job State Change")
                            .resources(job)
                            .detail("{\"Arn\":\"" + job + "\",\"Status\":\"ACTIVE\"}")));

    var inbox =
        new Inbox(
            sandbox.client(SqsClient.builder()),
            sandbox.stack().outputs().get("StateChangesQueueUrl"));

    var detail = new ObjectMapper().readTree(inbox.take(1).get(0));
    assertThat(detail.path("Arn").asText()).isEqualTo(job);
    assertThat(detail.size()).isEqualTo(2);
  }

  @Test
  void aNotificationIsAnEmailToWhomTheTemplateSays() throws Exception {
    sandbox
        .client(SnsClient.builder())
        .publish(p -> p.topicArn(sandbox.stack().outputs().get("TopicArn")).message("it is done"));

    try (var mails = Files.list(sandbox.mailbox())) {
      assertThat(mails.toList())
          .singleElement()
          .satisfies(
              mail ->
                  assertThat(Files.readString(mail))
                      .contains("To: marketing@example.com")
                      .contains("it is done"));
    }
  }

  @Test
  void personalizeAndPinpointAnswer() {
    String project = sandbox.stack().outputs().get("PinpointApplicationId");

    assertThat(
            sandbox.client(PersonalizeClient.builder()).listDatasetGroups(l -> {}).datasetGroups())
        .isEmpty();
    assertThat(
            sandbox
                .client(PinpointClient.builder())
                .getApp(get -> get.applicationId(project))
                .applicationResponse()
                .name())
        .isEqualTo("personalize");
  }

  /** No sandbox runs for days, nor has it neighbours, TLS, or a disk that could be stolen. */
  @Test
  void nothingOfTheTemplateIsSkippedButWhatClearsUpAndKeepsOthersOut() {
    assertThat(sandbox.stack().skipped())
        .map(property -> property.replaceFirst("^Resources\\.(.*?): .*$", "$1"))
        .containsExactlyInAnyOrder(
            "DataBucket.Properties.BucketEncryption",
            "DataBucket.Properties.LifecycleConfiguration",
            "DataBucket.Properties.OwnershipControls",
            "DataBucket.Properties.PublicAccessBlockConfiguration",
            "ImportBucket.Properties.BucketEncryption",
            "ImportBucket.Properties.LifecycleConfiguration",
            "ImportBucket.Properties.OwnershipControls",
            "ImportBucket.Properties.PublicAccessBlockConfiguration",
            "Topic.Properties.KmsMasterKeyId",
            "TopicPolicy");
  }

  @Test
  void neighboursDoNotHearEachOther() {
    var outputs = neighbour.stack().outputs();
    neighbour
        .client(S3Client.builder())
        .putObject(
            p -> p.bucket("personalize-data").key("train/n/only-here.csv"),
            RequestBody.fromString("x"));
    var there =
        new Inbox(neighbour.client(SqsClient.builder()), outputs.get("UploadsQueueUrl")).take(1);

    assertThat(there).singleElement().asString().contains("only-here");
    assertThat(outputs.get("UploadsQueueUrl"))
        .isNotEqualTo(sandbox.stack().outputs().get("UploadsQueueUrl"));
    assertThat(
            sandbox
                .client(S3Client.builder())
                .listObjectsV2(l -> l.bucket("personalize-data").prefix("train/n/"))
                .contents())
        .isEmpty();
  }

  @Test
  void aTemplateThatTheSandboxDoesNotUnderstandIsRefusedWithThePlace() throws Exception {
    Path template =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            "Resources: {Q: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeOut: 3}}}");
    var options =
        SandboxOptions.in(folder.resolve("wrong")).withTemplate(template).withParameters(Map.of());

    assertThatThrownBy(() -> Sandbox.start(options))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Resources.Q.Properties.VisibilityTimeOut: the sandbox does not know this property");
  }

  @Test
  void aSandboxStopsWithinSecondsAlsoWhileSomebodyWaitsForAMessage() throws Exception {
    Sandbox shortLived = Sandbox.start(SandboxOptions.in(folder.resolve("short")));
    var message =
        shortLived
            .client(SqsAsyncClient.builder())
            .receiveMessage(
                receive ->
                    receive
                        .queueUrl(shortLived.stack().outputs().get("UploadsQueueUrl"))
                        .waitTimeSeconds(20));
    assertThat(message).isNotDone();

    Instant begun = Instant.now();
    shortLived.close();

    assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(10));
  }

  private static boolean known(String variable) {
    for (var setting : Setting.values()) {
      if (setting.variable().equals(variable)) {
        return true;
      }
    }
    return false;
  }
}
