package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.segmentcourier.sandbox.Account;

/**
 * What a template comes to with given parameters: which resources are made, in which order. Making
 * it touches nothing, so a template that can't work is refused before anything exists.
 */
final class Plan {

  private static final Set<String> KNOWN_KEYS =
      Set.of(
          "Type",
          "Properties",
          "Condition",
          "DependsOn",
          "DeletionPolicy",
          "UpdateReplacePolicy",
          "Metadata");

  private static final Set<String> RULE_KEYS = Set.of("RuleCondition", "Assertions");

  private static final Set<String> OUTPUT_KEYS =
      Set.of("Value", "Condition", "Description", "Export");

  /** A resource that is to be made. */
  record Step(String logicalId, String type, JsonNode properties, Set<String> dependencies) {

    String path() {
      return "Resources." + logicalId;
    }
  }

  /** A value that the stack tells. */
  record Output(String name, JsonNode value, Set<String> dependencies) {

    String path() {
      return "Outputs." + name;
    }
  }

  private final Template template;
  private final Values values;
  private final Conditions conditions;
  private final List<Step> steps;
  private final List<Output> outputs;

  private Plan(Template template, Values values) {
    this.template = template;
    this.values = values;
    Resolver operands =
        new Resolver(
            values::value,
            (path, name) -> {
              throw new TemplateException(path, "a condition can't use Fn::If");
            },
            NOTHING);
    this.conditions = new Conditions(template.section("Conditions"), operands);
    refuseBrokenRules();
    this.steps = Order.of(activeSteps());
    this.outputs = activeOutputs();
  }

  /**
   * @param parameters values for the template's parameters, by name
   * @throws TemplateException if it can't be deployed
   */
  static Plan of(
      Template template, Account account, String stackName, Map<String, String> parameters) {
    return new Plan(
        template,
        new Values(account, stackName, Parameters.of(template.section("Parameters"), parameters)));
  }

  /** The resources whose condition holds, each after those that it depends on. */
  List<Step> steps() {
    return steps;
  }

  /** The properties of a step, resolved by what has been made before it. */
  ObjectNode properties(Step step, References made) {
    String path = step.path() + ".Properties";
    if (resolver(made).resolve(path, step.properties()) instanceof ObjectNode properties) {
      return properties;
    }
    throw new TemplateException(path, "must be a mapping");
  }

  /** The outputs whose condition holds. */
  List<Output> outputs() {
    return outputs;
  }

  /** The value of an output. */
  String value(Output output, References made) {
    return resolver(made).text(output.path() + ".Value", output.value());
  }

  /** What parameters must be like together. */
  private void refuseBrokenRules() {
    for (var rule : template.section("Rules").properties()) {
      String path = "Rules." + rule.getKey();
      refuseUnknown(path, rule.getValue(), RULE_KEYS);
      JsonNode condition = rule.getValue().path("RuleCondition");
      if (condition.isMissingNode() || conditions.evaluate(path, condition)) {
        for (JsonNode one : rule.getValue().path("Assertions")) {
          if (!conditions.evaluate(path, one.path("Assert"))) {
            throw new TemplateException(path, one.path("AssertDescription").asText());
          }
        }
      }
    }
  }

  private List<Output> activeOutputs() {
    var active = new ArrayList<Output>();
    for (var declared : template.section("Outputs").properties()) {
      String path = "Outputs." + declared.getKey();
      refuseUnknown(path, declared.getValue(), OUTPUT_KEYS);
      if (holds(path, declared.getValue())) {
        JsonNode value = declared.getValue().path("Value");
        var foreseen = new Foreseen();
        resolver(foreseen).text(path + ".Value", value);
        active.add(new Output(declared.getKey(), value, Set.copyOf(foreseen.seen)));
      }
    }
    return active;
  }

  private List<Step> activeSteps() {
    var active = new ArrayList<Step>();
    for (var resource : template.section("Resources").properties()) {
      String path = "Resources." + resource.getKey();
      JsonNode declaration = resource.getValue();
      refuseUnknown(path, declaration, KNOWN_KEYS);
      if (holds(path, declaration)) {
        active.add(step(resource.getKey(), path, declaration));
      }
    }
    return active;
  }

  private Step step(String logicalId, String path, JsonNode declaration) {
    String type = declaration.path("Type").asText();
    if (type.isEmpty()) {
      throw new TemplateException(path + ".Type", "is missing");
    }
    JsonNode properties =
        declaration.has("Properties")
            ? declaration.get("Properties")
            : template.root().objectNode();
    var foreseen = new Foreseen();
    resolver(foreseen).resolve(path + ".Properties", properties);
    JsonNode explicit = declaration.path("DependsOn");
    if (explicit.isTextual()) {
      foreseen.seen.add(explicit.asText());
    }
    explicit.forEach(one -> foreseen.seen.add(one.asText()));
    return new Step(logicalId, type, properties, Set.copyOf(foreseen.seen));
  }

  private boolean holds(String path, JsonNode declaration) {
    return !declaration.has("Condition")
        || conditions.holds(path + ".Condition", declaration.get("Condition").asText());
  }

  private Resolver resolver(References made) {
    return new Resolver(values::value, conditions::holds, made);
  }

  private static void refuseUnknown(String path, JsonNode declaration, Set<String> known) {
    declaration
        .fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                throw new TemplateException(
                    path + "." + key, "the sandbox does not know this; it knows " + known);
              }
            });
  }

  private static final References NOTHING =
      new References() {
        @Override
        public Optional<String> ref(String logicalId) {
          return Optional.empty();
        }

        @Override
        public Optional<String> attribute(String logicalId, String name) {
          return Optional.empty();
        }
      };

  /** Stands for resources that aren't made yet, and notes which ones are referred to. */
  private final class Foreseen implements References {

    final Set<String> seen = new LinkedHashSet<>();

    @Override
    public Optional<String> ref(String logicalId) {
      JsonNode resource = template.section("Resources").path(logicalId);
      if (resource.isMissingNode() || !holds("Resources." + logicalId, resource)) {
        return Optional.empty();
      }
      seen.add(logicalId);
      return Optional.of(logicalId);
    }

    @Override
    public Optional<String> attribute(String logicalId, String name) {
      return ref(logicalId);
    }
  }

  /** Parameters and pseudo parameters. */
  private record Values(Account account, String stackName, Parameters parameters) {

    Optional<String> value(String name) {
      return switch (name) {
        case "AWS::AccountId" -> Optional.of(account.id());
        case "AWS::Region" -> Optional.of(account.region());
        case "AWS::Partition" -> Optional.of(Account.PARTITION);
        case "AWS::URLSuffix" -> Optional.of("amazonaws.com");
        case "AWS::StackName" -> Optional.of(stackName);
        case "AWS::StackId" ->
            Optional.of(account.arn("cloudformation", "stack/" + stackName + "/sandbox"));
        default -> parameters.value(name);
      };
    }
  }
}
