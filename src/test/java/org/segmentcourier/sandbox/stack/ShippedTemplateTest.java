package org.segmentcourier.sandbox.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.Account;

/** Whether CloudFormation can do something with {@code deploy/template.yaml}. */
class ShippedTemplateTest {

  static final Path FILE = Path.of("deploy/template.yaml");

  /** What it takes to start the application. */
  static final Map<String, String> SERVICE =
      Map.of(
          "Image",
          "segment-courier:1",
          "VpcId",
          "vpc-0a1b2c3d",
          "SubnetIds",
          "subnet-0a1b2c3d,subnet-0a1b2c3e");

  private static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry("Image", "segment-courier:1"),
          Map.entry("VpcId", "vpc-0a1b2c3d"),
          Map.entry("SubnetIds", "subnet-0a1b2c3d,subnet-0a1b2c3e"),
          Map.entry("DataBucketName", "data"),
          Map.entry("ImportBucketName", "import"),
          Map.entry("RoutesPrefix", "routes/"),
          Map.entry("NotificationEmail", "a@example.com"),
          Map.entry("PinpointApplicationId", "0123456789abcdef0123456789abcdef"),
          Map.entry("KmsKeyArn", "arn:aws:kms:us-east-1:000000000000:key/1"),
          Map.entry(
              "ImageRepositoryArn",
              "arn:aws:ecr:us-east-1:000000000000:repository/segment-courier"),
          Map.entry("SecurityGroupId", "sg-1"),
          Map.entry("SecretArn", "arn:aws:secretsmanager:us-east-1:000000000000:secret:key-1"),
          Map.entry("BranchPolicyArn", "arn:aws:iam::000000000000:policy/branches"),
          Map.entry("NoDeliveryHours", "24"),
          Map.entry("DirectoryDays", "7"));

  /** Variables of the guide's own. */
  private static final Set<String> SHELL = Set.of("GROUP", "NETWORK", "DATA", "IMPORT", "PROJECT");

  private static Template template;
  private static TypeSpecs specs;

  @BeforeAll
  static void read() throws IOException {
    template = Template.parse(Files.readString(FILE));
    specs = TypeSpecs.read();
  }

  static Plan plan(Map<String, String> parameters) throws IOException {
    return Plan.of(Template.parse(Files.readString(FILE)), Account.SANDBOX, "stack", parameters);
  }

  @Test
  void everyResourceIsAsItsTypeDemands() {
    var violations = new ArrayList<String>();
    for (var resource : template.section("Resources").properties()) {
      violations.addAll(
          specs.violations(
              resource.getKey(),
              resource.getValue().path("Type").asText(),
              resource.getValue().path("Properties")));
    }

    assertThat(violations).isEmpty();
  }

  @Test
  void whatIsMentionedIsThere() {
    var mentions = Mentions.in(template.root());
    var known = names("Parameters");
    known.addAll(names("Resources"));

    assertThat(mentions.names()).filteredOn(name -> !name.startsWith("AWS::")).isSubsetOf(known);
    assertThat(mentions.attributes()).allMatch(ShippedTemplateTest::isAttribute);
    assertThat(names("Conditions")).containsAll(mentions.conditions());
  }

  private static boolean isAttribute(String mention) {
    int dot = mention.indexOf('.');
    String type =
        template.section("Resources").path(mention.substring(0, dot)).path("Type").asText();
    return specs.hasAttribute(type, mention.substring(dot + 1));
  }

  @Test
  void nothingIsDeclaredInVain() {
    var mentions = Mentions.in(template.root());

    assertThat(mentions.names()).containsAll(names("Parameters"));
    assertThat(mentions.conditions()).containsAll(names("Conditions"));
  }

  @Test
  void everyParameterSaysWhatItIsAndWhatItMayBe() {
    for (var parameter : template.section("Parameters").properties()) {
      JsonNode declared = parameter.getValue();
      boolean limited =
          declared.has("AllowedValues")
              || (declared.has("MinValue") && declared.has("MaxValue"))
              || (declared.has("AllowedPattern") && declared.has("ConstraintDescription"));

      assertThat(declared.has("Description")).as(parameter.getKey()).isTrue();
      assertThat(limited).as(parameter.getKey()).isTrue();
    }
  }

  @Test
  void everyParameterIsInOneGroup() {
    var grouped = new ArrayList<String>();
    template
        .section("Metadata")
        .path("AWS::CloudFormation::Interface")
        .path("ParameterGroups")
        .forEach(group -> group.path("Parameters").forEach(one -> grouped.add(one.asText())));

    assertThat(grouped).containsExactlyInAnyOrderElementsOf(names("Parameters"));
  }

  @Test
  void withoutAnImageItIsTheWiringAlone() throws IOException {
    assertThat(types(plan(Map.of())))
        .containsExactly(
            "AWS::Events::EventBus",
            "AWS::Events::Rule",
            "AWS::IAM::ManagedPolicy",
            "AWS::IAM::Role",
            "AWS::Pinpoint::App",
            "AWS::S3::Bucket",
            "AWS::S3::BucketPolicy",
            "AWS::SNS::Topic",
            "AWS::SNS::TopicPolicy",
            "AWS::SQS::Queue",
            "AWS::SQS::QueuePolicy");
  }

  @Test
  void alarmsCanBeHadWithoutAnImage() throws IOException {
    var topic = Map.of("AlarmTopicArn", "arn:aws:sns:us-east-1:000000000000:on-call");

    assertThat(types(plan(topic)))
        .contains("AWS::CloudWatch::Alarm")
        .doesNotContain("AWS::ECS::Service");
  }

  @Test
  void withAnImageTheApplicationRuns() throws IOException {
    assertThat(types(plan(SERVICE)))
        .contains("AWS::ECS::Service", "AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard");
  }

  @Test
  void allThatCanBeWantedGoesTogether() throws IOException {
    assertThat(ids(plan(ALL)))
        .contains("NoDeliveryAlarm", "OldDirectoryAlarm", "AlarmSubscription", "PinpointRole")
        .doesNotContain("PinpointApplication");
  }

  @Test
  void anImageWithoutAPlaceToRunIsRefused() {
    assertThatThrownBy(() -> plan(Map.of("Image", "segment-courier:1")))
        .hasMessageContaining("With an Image, VpcId must be given.");
  }

  @Test
  void theGuideNamesParametersAndOutputsThatAreThere() throws IOException {
    var guide = Files.readString(Path.of("docs/deploying.md"));
    var deployed = guide.substring(guide.indexOf("--parameter-overrides"));

    assertThat(matches("\\boutput ([A-Z]\\w+)", guide)).isSubsetOf(names("Outputs"));
    assertThat(matches("[ \"`]([A-Z]\\w+)=", deployed)).contains("Image").isSubsetOf(known());
  }

  private static Set<String> known() {
    var known = names("Parameters");
    known.addAll(SHELL);
    return known;
  }

  private static Set<String> matches(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toSet());
  }

  /**
   * AWS's own linter, a Python tool: not on every machine, and in no registry of Maven's. That
   * Pinpoint ends (W3696) is known.
   */
  @Test
  void cfnLintHasNothingToSay() throws IOException {
    assumeThat(ended("cfn-lint", "--version").status()).as("cfn-lint is installed").isZero();
    var command = new ArrayList<>(List.of("cfn-lint", "--ignore-checks", "W3696", "--parameters"));
    SERVICE.forEach((name, value) -> command.add(name + "=" + value));
    command.addAll(List.of("--", FILE.toString()));

    var lint = ended(command.toArray(String[]::new));

    assertThat(lint.status()).as(lint.said()).isZero();
  }

  private record Ended(int status, String said) {}

  private static Ended ended(String... command) {
    try {
      var process = new ProcessBuilder(command).redirectErrorStream(true).start();
      var said = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Ended(process.onExit().join().exitValue(), said);
    } catch (IOException e) {
      return new Ended(-1, e.getMessage());
    }
  }

  private static TreeSet<String> types(Plan plan) {
    var types = new TreeSet<String>();
    plan.steps().forEach(step -> types.add(step.type()));
    return types;
  }

  private static List<String> ids(Plan plan) {
    return plan.steps().stream().map(Plan.Step::logicalId).toList();
  }

  private static TreeSet<String> names(String section) {
    var names = new TreeSet<String>();
    template.section(section).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
