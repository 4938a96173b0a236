package org.segmentcourier.training.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.segmentcourier.text.Nearest;

/** What must hold between the parts of a config. Parts of the wrong type are the grammar's. */
final class ConfigRules {

  private static final List<String> SEGMENTATION =
      List.of("aws-item-affinity", "aws-item-attribute-affinity");
  private static final List<String> UPDATABLE =
      List.of("aws-hrnn-coldstart", "aws-user-personalization");

  private final ConfigFindings findings;
  private final Set<String> recipes;
  private final int longestSolutionName;

  ConfigRules(ConfigFindings findings, Set<String> recipes, int longestSolutionName) {
    this.findings = findings;
    this.longestSolutionName = longestSolutionName;
    this.recipes = recipes;
  }

  void check(JsonNode config) {
    checkDatasets(config);
    var solutions = new HashMap<String, String>();
    var campaigns = new HashMap<String, String>();
    for (int i = 0; i < config.path("solutions").size(); i++) {
      JsonNode solution = config.path("solutions").path(i);
      String path = "$.solutions[%d]".formatted(i);
      unique(solution.path("serviceConfig").path("name"), path + ".serviceConfig.name", solutions);
      checkRecipe(solution, path, config);
      checkSegmentJobs(solution, path);
      for (int j = 0; j < solution.path("campaigns").size(); j++) {
        unique(
            solution.path("campaigns").path(j).path("serviceConfig").path("name"),
            "%s.campaigns[%d].serviceConfig.name".formatted(path, j),
            campaigns);
      }
    }
  }

  private void checkDatasets(JsonNode config) {
    String domain = config.path("datasetGroup").path("serviceConfig").path("domain").asText();
    var datasets = new HashMap<String, String>();
    var schemas = new HashMap<String, String>();
    for (var type : DatasetType.values()) {
      JsonNode section = config.path("datasets").path(type.word());
      if (section.isObject()) {
        String path = "$.datasets." + type.word();
        unique(
            section.path("dataset").path("serviceConfig").path("name"),
            path + ".dataset.serviceConfig.name",
            datasets);
        JsonNode schema = section.path("schema").path("serviceConfig");
        String at = path + ".schema.serviceConfig";
        unique(schema.path("name"), at + ".name", schemas);
        JsonNode schemaDomain = schema.path("domain");
        if (schemaDomain.isTextual() && !schemaDomain.asText().equals(domain)) {
          findings.error(
              at + ".domain",
              schemaDomain,
              domain.isEmpty()
                  ? "none, since the dataset group has none"
                  : "\"%s\", the dataset group's".formatted(domain));
        }
        SchemaRules.check(schema.path("schema"), at + ".schema", type, domain, findings);
      }
    }
  }

  private void checkRecipe(JsonNode solution, String path, JsonNode config) {
    JsonNode recipe = solution.path("serviceConfig").path("recipeArn");
    String at = path + ".serviceConfig.recipeArn";
    if (recipe.isTextual() && !recipes.contains(recipe.asText())) {
      findings.error(at, recipe, "the ARN of a recipe of Personalize" + meant(recipe.asText()));
    }
    if (recipe.asText().endsWith("/aws-item-attribute-affinity")
        && config.path("datasets").isObject()
        && !config.path("datasets").has("items")) {
      findings.error("$.datasets.items", "nothing", "a dataset, since " + at + " needs items");
    }
    if (solution.path("workflowConfig").path("schedules").has("update")
        && UPDATABLE.stream().noneMatch(recipe.asText()::contains)) {
      findings.error(
          path + ".workflowConfig.schedules.update",
          "a schedule for a recipe that can't be updated",
          "no such key; only " + String.join(" and ", UPDATABLE) + " can be updated");
    }
  }

  /** A recipe's name alone is enough to know which was meant. */
  private String meant(String recipe) {
    return recipes.stream()
        .filter(arn -> arn.endsWith("/" + recipe))
        .findFirst()
        .or(() -> Nearest.to(recipe, recipes))
        .map(arn -> " (did you mean " + arn + "?)")
        .orElse(": " + String.join(", ", recipes));
  }

  private void checkSegmentJobs(JsonNode solution, String path) {
    JsonNode jobs = solution.path("batchSegmentJobs");
    if (jobs.isEmpty()) {
      return;
    }
    JsonNode recipe = solution.path("serviceConfig").path("recipeArn");
    if (recipes.contains(recipe.asText())
        && SEGMENTATION.stream().noneMatch(r -> recipe.asText().endsWith("/" + r))) {
      findings.error(
          path + ".batchSegmentJobs",
          "segment jobs with recipe " + recipe.asText(),
          "a recipe that makes segments: " + String.join(" or ", SEGMENTATION));
    }
    JsonNode name = solution.path("serviceConfig").path("name");
    if (name.asText().length() > longestSolutionName) {
      findings.error(
          path + ".serviceConfig.name",
          name,
          "at most %d characters, so that the names of its segment jobs fit into %d"
              .formatted(longestSolutionName, ServiceConfig.LONGEST_NAME));
    }
    var seen = new HashMap<JsonNode, String>();
    for (int i = 0; i < jobs.size(); i++) {
      String at = "%s.batchSegmentJobs[%d]".formatted(path, i);
      String other = seen.putIfAbsent(what(jobs.path(i)), at);
      if (other != null) {
        findings.error(
            at, "the same job as " + other, "another numResults or filterArn, or one job less");
      }
    }
  }

  /** What makes the segments of one job other than those of another. */
  private static JsonNode what(JsonNode job) {
    ObjectNode what = JsonNodeFactory.instance.objectNode();
    what.set("numResults", job.path("serviceConfig").get("numResults"));
    what.set("filterArn", job.path("serviceConfig").get("filterArn"));
    return what;
  }

  private void unique(JsonNode name, String path, Map<String, String> seen) {
    if (name.isTextual()) {
      String other = seen.putIfAbsent(name.asText(), path);
      if (other != null) {
        findings.error(path, name, "a name that isn't used at " + other + " already");
      }
    }
  }
}
