package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.segmentcourier.delivery.publish.HeldFiles;
import org.segmentcourier.settings.Setting;

/** What of the stack of {@code deploy/template.yaml} no sandbox shows. */
class ShippedStackTest {

  private static final int LONGEST_RETENTION = 14 * 24 * 3600;

  /** Of a managed policy, without white space. */
  private static final int LONGEST_POLICY = 6144;

  /** What a container needs to end, beyond the time for draining: see application.properties. */
  private static final int BREAKING_OFF = 10;

  private static Plan plan;

  @BeforeAll
  static void read() throws IOException {
    plan = ShippedTemplateTest.plan(ShippedTemplateTest.SERVICE);
  }

  /** An order that nobody could work on over some days off must still be there afterwards. */
  @Test
  void everyQueueKeepsItsMessagesForAsLongAsSqsDoes() {
    assertThat(all("AWS::SQS::Queue")).hasSize(12);
    assertThat(all("AWS::SQS::Queue"))
        .allSatisfy(
            queue ->
                assertThat(queue.path("MessageRetentionPeriod").asInt())
                    .isEqualTo(LONGEST_RETENTION));
  }

  /** Of alarms, in which there are no people, only by that: CloudWatch may not use SNS's own. */
  @Test
  void queuesAndTopicsAreEncryptedByAKeyOfYoursOrByTheServicesOwn() throws IOException {
    var key = "arn:aws:kms:us-east-1:000000000000:key/1";
    var parameters = new HashMap<>(ShippedTemplateTest.SERVICE);
    parameters.put("KmsKeyArn", key);
    var keyed = ShippedTemplateTest.plan(parameters);
    var types = List.of("AWS::SQS::Queue", "AWS::SNS::Topic");

    assertThat(keyed.steps())
        .filteredOn(step -> types.contains(step.type()))
        .hasSize(14)
        .allMatch(step -> properties(keyed, step).path("KmsMasterKeyId").asText().equals(key));
    assertThat(properties(plan, "Topic").path("KmsMasterKeyId").asText())
        .isEqualTo("alias/aws/sns");
    assertThat(all("AWS::SQS::Queue")).noneMatch(queue -> queue.has("SqsManagedSseEnabled"));
  }

  @Test
  void everyBucketIsPrivateEncryptedAndReachedByTlsOnly() {
    assertThat(all("AWS::S3::Bucket"))
        .hasSize(2)
        .allSatisfy(
            bucket -> {
              assertThat(bucket.path("BucketEncryption").isEmpty()).isFalse();
              assertThat(bucket.path("PublicAccessBlockConfiguration"))
                  .hasSize(4)
                  .allMatch(JsonNode::asBoolean);
            });
    assertThat(all("AWS::S3::BucketPolicy"))
        .hasSize(2)
        .allSatisfy(
            policy ->
                assertThat(policy.toString())
                    .contains("\"Effect\":\"Deny\",\"Principal\":\"*\"")
                    .contains("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}"));
  }

  /** Commits, manifests, claims and the directory are the application's memory. */
  @Test
  void onlyWhatNobodyComesBackToExpires() {
    var prefixes = new ArrayList<String>();
    all("AWS::S3::Bucket")
        .forEach(
            bucket ->
                bucket
                    .path("LifecycleConfiguration")
                    .path("Rules")
                    .forEach(
                        rule -> {
                          if (rule.has("ExpirationInDays")) {
                            prefixes.add(rule.path("Prefix").asText());
                          }
                        }));

    assertThat(prefixes)
        .containsExactly("held/", "staged/", "rejected/", "assignments/", "quarantine/");
  }

  @Test
  void aHeldFileStaysForAsLongAsItCanBeReleased() {
    JsonNode rule =
        all("AWS::S3::Bucket")
            .get(0)
            .path("LifecycleConfiguration")
            .path("Rules")
            .valueStream()
            .filter(one -> one.path("Prefix").asText().equals(HeldFiles.PLACE))
            .findFirst()
            .orElseThrow();

    assertThat(rule.path("ExpirationInDays").asLong()).isGreaterThan(HeldFiles.PATIENCE.toDays());
  }

  @Test
  void noPermissionIsForEveryAction() {
    assertThat(statements())
        .filteredOn(statement -> statement.path("Effect").asText().equals("Allow"))
        .flatExtracting(statement -> texts(statement.path("Action")))
        .isNotEmpty()
        .allMatch(action -> action.matches("[a-z0-9-]+:[A-Za-z0-9]+"));
  }

  @Test
  void aPermissionForEveryResourceSaysWhy() throws IOException {
    var lines = Files.readAllLines(ShippedTemplateTest.FILE);
    var everywhere =
        IntStream.range(1, lines.size())
            .filter(i -> lines.get(i).contains("Resource: \"*\""))
            .boxed()
            .toList();

    assertThat(everywhere).isNotEmpty();
    assertThat(everywhere)
        .allMatch(i -> lines.get(i - 1).trim().startsWith("# IAM has no resource type"));
  }

  /** Else another account could have a service use them. */
  @Test
  void everyRoleIsTakenForThisAccountOnly() {
    assertThat(all("AWS::IAM::Role"))
        .hasSize(4)
        .allSatisfy(
            role ->
                assertThat(role.path("AssumeRolePolicyDocument").toString())
                    .contains("\"aws:SourceAccount\":\"000000000000\"", "\"aws:SourceArn\":"));
  }

  @Test
  void theApplicationsPolicyIsNotTooLongForIam() throws IOException {
    var parameters = Map.of("DataBucketName", "b".repeat(50), "ImportBucketName", "c".repeat(50));
    var document =
        properties(ShippedTemplateTest.plan(parameters), "ApplicationPolicy")
            .path("PolicyDocument");

    assertThat(document.toString()).hasSizeLessThan(LONGEST_POLICY);
  }

  @Test
  void aContainerKnowsWhatTheOutputsSay() {
    var environment = new Properties();
    container()
        .path("Environment")
        .forEach(one -> environment.put(one.path("Name").asText(), one.path("Value").asText()));
    environment.remove(Setting.METRICS_EMBEDDED.variable());
    var settings = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    var told = new Properties();
    for (var output : plan.outputs()) {
      String name =
          output.name().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
      if (settings.contains(name)) {
        told.put(name, plan.value(output, named(plan)));
      }
    }

    assertThat(environment).isEqualTo(told);
  }

  /** Else alarms would see nothing. */
  @Test
  void aContainerWritesItsMetricsWhereCloudWatchReadsThem() {
    assertThat(container().path("Environment"))
        .contains(
            JsonNodeFactory.instance
                .objectNode()
                .put("Name", Setting.METRICS_EMBEDDED.variable())
                .put("Value", "true"));
    assertThat(container().path("LogConfiguration").path("LogDriver").asText())
        .isEqualTo("awslogs");
  }

  @Test
  void aContainerCanWriteToItsWorkFolderAlone() {
    assertThat(container().path("ReadonlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container().path("MountPoints")).hasSize(1);
    assertThat(container().path("MountPoints").path(0).path("ContainerPath").asText())
        .isEqualTo("/work");
  }

  @Test
  void aContainerIsGivenTheTimeThatItNeedsToEnd() throws IOException {
    var shipped = new Properties();
    try (InputStream file = Setting.class.getResourceAsStream("/application.properties")) {
      shipped.load(file);
    }
    int draining = Integer.parseInt(shipped.getProperty("camel.main.shutdownTimeout"));

    assertThat(container().path("StopTimeout").asInt()).isGreaterThan(draining + BREAKING_OFF);
  }

  @Test
  void somebodyIsThereToHearOfUploads() throws IOException {
    var template = Template.parse(Files.readString(ShippedTemplateTest.FILE));

    assertThat(template.section("Parameters").path("MinContainers").path("MinValue").asInt())
        .isEqualTo(1);
  }

  /** A step that ends at the alarm's threshold may leave the threshold itself out. */
  @Test
  void containersAreStoppedByAValueWithinTheStep() {
    assertThat(properties(plan, "OneLess").findValue("MetricIntervalUpperBound").asInt()).isZero();
    assertThat(properties(plan, "RestAlarm").path("ComparisonOperator").asText())
        .isEqualTo("LessThanThreshold");
  }

  @Test
  void theDashboardCanBeRead() {
    String body = properties(plan, "Dashboard").path("DashboardBody").asText();

    assertThatCode(() -> new ObjectMapper().readTree(body)).doesNotThrowAnyException();
  }

  private static JsonNode container() {
    return properties(plan, "TaskDefinition").path("ContainerDefinitions").path(0);
  }

  private static List<JsonNode> statements() {
    return plan.steps().stream()
        .flatMap(step -> properties(plan, step).findValues("Statement").stream())
        .flatMap(JsonNode::valueStream)
        .toList();
  }

  private static List<String> texts(JsonNode oneOrMany) {
    return oneOrMany.isArray()
        ? oneOrMany.valueStream().map(JsonNode::asText).toList()
        : List.of(oneOrMany.asText());
  }

  private static List<ObjectNode> all(String type) {
    return plan.steps().stream()
        .filter(step -> step.type().equals(type))
        .map(step -> properties(plan, step))
        .toList();
  }

  private static ObjectNode properties(Plan plan, String logicalId) {
    return plan.steps().stream()
        .filter(step -> step.logicalId().equals(logicalId))
        .map(step -> properties(plan, step))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode properties(Plan plan, Plan.Step step) {
    return plan.properties(step, named(plan));
  }

  /** Resources by names as long as they may be, should nobody have named them. */
  static References named(Plan plan) {
    return new References() {
      @Override
      public Optional<String> ref(String logicalId) {
        return plan.steps().stream().anyMatch(step -> step.logicalId().equals(logicalId))
            ? Optional.of("arn:aws:sqs:ap-northeast-1:123456789012:segment-courier-" + logicalId)
            : Optional.empty();
      }

      @Override
      public Optional<String> attribute(String logicalId, String name) {
        return ref(logicalId);
      }
    };
  }
}
