package org.segmentcourier.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.sandbox.Account;

class PlanTest {

  @Test
  void aResourceComesAfterThoseThatItRefersTo() {
    var plan =
        plan(
            """
            Resources:
              Policy: {Type: P, Properties: {Queue: !Ref Queue, Rule: !Sub "${Rule.Arn}"}}
              Rule: {Type: R, Properties: {Target: !GetAtt Queue.Arn}}
              Queue: {Type: Q, Properties: {Dead: !GetAtt Dead.Arn}, DependsOn: Other}
              Dead: {Type: Q}
              Other: {Type: O}
            """);

    assertThat(plan.steps())
        .extracting(Plan.Step::logicalId)
        .containsExactly("Dead", "Other", "Queue", "Rule", "Policy");
  }

  @Test
  void conditionsDecideWhatIsMadeAndTold() {
    String template =
        """
        Parameters:
          Email: {Type: String, Default: ""}
        Conditions:
          WithEmail: !Not [!Equals [!Ref Email, ""]]
          Both: !And [!Condition WithEmail, !Equals [a, a]]
          Either: !Or [!Equals [a, b], !Condition WithEmail]
        Resources:
          Always: {Type: T}
          Mail: {Type: M, Condition: WithEmail}
          Two: {Type: M, Condition: Both}
          Three: {Type: M, Condition: Either}
        Outputs:
          Mail: {Condition: WithEmail, Value: !Ref Mail}
        """;

    var without = plan(template);
    var with =
        Plan.of(Template.parse(template), Account.SANDBOX, "s", Map.of("Email", "a@example.com"));

    assertThat(without.steps()).extracting(Plan.Step::logicalId).containsExactly("Always");
    assertThat(without.outputs()).isEmpty();
    assertThat(with.steps())
        .extracting(Plan.Step::logicalId)
        .containsExactly("Always", "Mail", "Two", "Three");
    assertThat(with.outputs()).extracting(Plan.Output::name).containsExactly("Mail");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      value = {
        "Resources: {A: {Type: T, Properties: {x: !Ref B}}, B: {Type: T, DependsOn: A}} "
            + "> Resources.A: depends on itself: [A, B]",
        "Resources: {A: {Type: T, Properties: {x: !Ref C}}} "
            + "> Resources.A.Properties.x: there is no parameter or resource 'C' to refer to",
        "Resources: {A: {Type: T, Condition: Never}} "
            + "> Resources.A.Condition: there is no condition 'Never'",
        "Resources: {A: {Type: T, CreationPolicy: {}}} > Resources.A.CreationPolicy: the sandbox",
        "Resources: {A: {Properties: {}}} > Resources.A.Type: is missing",
        "{Resources: {A: {Type: T}}, Outputs: {O: {Value: !GetAtt B.Arn}}} "
            + "> Outputs.O.Value: there is no attribute 'Arn' of 'B'",
        "{Resources: {A: {Type: T}}, Mappings: {}} > Mappings: the sandbox does not know",
        "{Resources: {A: {Type: T}}, Conditions: {C: !Condition C}} > none",
        "{} > Resources: a template must have at least one resource",
        "'[not, a, mapping]' > template: must be a mapping"
      })
  void whatCanNotWorkIsRefusedBeforeAnythingIsMade(String template, String message) {
    assertThat(refusal(template)).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', none",
    "image, '', 'Rules.Place: with an image, a place'",
    "image, here, none"
  })
  void parametersMustFitEachOther(String image, String place, String refusal) {
    var template =
        """
        Parameters: {Image: {Type: String}, Place: {Type: String}}
        Rules:
          Place:
            RuleCondition: !Not [!Equals [!Ref Image, ""]]
            Assertions:
              - Assert: !Not [!Equals [!Ref Place, ""]]
                AssertDescription: with an image, a place
        Resources: {A: {Type: T}}
        """;

    assertThat(refusal(template, Map.of("Image", image, "Place", place))).isEqualTo(refusal);
  }

  @Test
  void aConditionThatDependsOnItselfIsRefused() {
    assertThat(
            refusal(
                "{Resources: {A: {Type: T, Condition: C}}, Conditions: {C: !Not [!Condition C]}}"))
        .startsWith("Conditions.C: depends on itself");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    assertThat(refusal("Resources: {A: {Type: T}, A: {Type: T}}"))
        .startsWith("template: is no YAML that can be read")
        .contains("duplicate key A");
  }

  @Test
  void theTemplateThatIsDeployedNeedsNothingThatTheSandboxDoesNotKnow() throws Exception {
    String template = Files.readString(Path.of("deploy", "template.yaml"));

    var plan = plan(template);

    assertThat(plan.steps()).extracting(Plan.Step::logicalId).doesNotContain("EmailSubscription");
    assertThat(plan.outputs()).extracting(Plan.Output::name).contains("DataBucket", "TopicArn");
  }

  private static Plan plan(String template) {
    return plan(template, Map.of());
  }

  private static Plan plan(String template, Map<String, String> parameters) {
    return Plan.of(Template.parse(template), Account.SANDBOX, "stack", parameters);
  }

  private static String refusal(String template) {
    return refusal(template, Map.of());
  }

  private static String refusal(String template, Map<String, String> parameters) {
    try {
      plan(template, parameters);
      return "none";
    } catch (TemplateException e) {
      return e.getMessage();
    }
  }
}
