package org.segmentcourier.training.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a training config and finds all its errors. */
public final class ConfigReader {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final int longestSolutionName;

  /**
   * @param longestSolutionName in characters, of a solution with segment jobs: their names are made
   *     from its
   */
  public ConfigReader(int longestSolutionName) {
    this.longestSolutionName = longestSolutionName;
  }

  /**
   * Reads and checks.
   *
   * @param key of the config
   * @param recipes the ARNs of all recipes that there are
   */
  public ConfigReading read(String key, byte[] content, Set<String> recipes) {
    try (JsonParser parser = JSON.createParser(content)) {
      return read(key, parser, recipes);
    } catch (IOException e) {
      throw new UncheckedIOException("Reading from memory can't fail", e);
    }
  }

  private ConfigReading read(String key, JsonParser parser, Set<String> recipes)
      throws IOException {
    JsonNode config;
    try {
      config = JSON.readTree(parser);
      if (config == null || config.isMissingNode()) {
        return wrong(new ConfigError(key, "an empty file", "a training config in JSON"));
      } else if (parser.nextToken() != null) {
        return wrong(SyntaxError.more(key, parser));
      }
    } catch (JsonProcessingException e) {
      return wrong(SyntaxError.of(key, e, parser));
    }
    return check(config, recipes);
  }

  private ConfigReading check(JsonNode config, Set<String> recipes) {
    var findings = new ConfigFindings();
    ConfigGrammar.CONFIG.check(config, "$", findings);
    new ConfigRules(findings, recipes, longestSolutionName).check(config);
    return findings.errors().isEmpty()
        ? new ConfigReading(config(config, findings.notes()), List.of())
        : new ConfigReading(null, findings.errors());
  }

  /** The dataset group that a config names, however wrong the rest may be; or an empty text. */
  public static String datasetGroup(byte[] content) {
    try {
      String name =
          JSON.readTree(content).path("datasetGroup").path("serviceConfig").path("name").asText();
      return ServiceConfig.isName(name) ? name : "";
    } catch (IOException e) {
      return "";
    }
  }

  private static ConfigReading wrong(ConfigError error) {
    return new ConfigReading(null, List.of(error));
  }

  private static TrainingConfig config(JsonNode config, List<String> notes) {
    var rootTags = tags(config, Map.of());
    var group = serviceConfig(config.path("datasetGroup"), "roleArn", "kmsKeyArn");
    var datasets = new ArrayList<TrainingConfig.Dataset>();
    for (var type : DatasetType.values()) {
      if (config.path("datasets").has(type.word())) {
        datasets.add(dataset(type, config.path("datasets"), rootTags));
      }
    }
    var solutions = new ArrayList<TrainingConfig.Solution>();
    config.path("solutions").forEach(solution -> solutions.add(solution(solution, rootTags)));
    return new TrainingConfig(
        group,
        tags(config.path("datasetGroup").path("serviceConfig"), rootTags),
        datasets,
        solutions,
        notes);
  }

  private static TrainingConfig.Dataset dataset(
      DatasetType type, JsonNode datasets, Map<String, String> rootTags) {
    JsonNode section = datasets.path(type.word());
    var schema = serviceConfig(section.path("schema"));
    var columns = new ArrayList<String>();
    schema.path("schema").path("fields").forEach(f -> columns.add(f.path("name").asText()));
    schema.put("schema", schema.path("schema").toString());
    return new TrainingConfig.Dataset(
        type,
        serviceConfig(section.path("dataset"), "datasetGroupArn", "schemaArn", "datasetType"),
        tags(section.path("dataset").path("serviceConfig"), rootTags),
        schema,
        columns,
        serviceConfig(datasets, "jobName", "datasetArn", "dataSource", "roleArn"),
        tags(datasets.path("serviceConfig"), rootTags));
  }

  private static TrainingConfig.Solution solution(JsonNode section, Map<String, String> rootTags) {
    var solution = serviceConfig(section, "datasetGroupArn");
    JsonNode version = solution.path("solutionVersion");
    solution.remove("solutionVersion");
    var jobs = new ArrayList<TrainingConfig.SegmentJob>();
    for (var job : section.path("batchSegmentJobs")) {
      jobs.add(
          new TrainingConfig.SegmentJob(
              serviceConfig(
                  job, "jobName", "solutionVersionArn", "roleArn", "jobInput", "jobOutput"),
              tags(job.path("serviceConfig"), rootTags)));
    }
    return new TrainingConfig.Solution(
        solution,
        tags(section.path("serviceConfig"), rootTags),
        without(version, "tags", "solutionArn", "name"),
        tags(version, rootTags),
        jobs);
  }

  /** What the section says of the request, without what the run itself decides on. */
  private static ObjectNode serviceConfig(JsonNode section, String... supplied) {
    return without(section.path("serviceConfig"), supplied).without("tags");
  }

  private static ObjectNode without(JsonNode node, String... members) {
    return node.isObject()
        ? ((ObjectNode) node.deepCopy()).without(List.of(members))
        : JSON.createObjectNode();
  }

  /** A component's own tags; one that has none inherits the root's. */
  private static Map<String, String> tags(JsonNode component, Map<String, String> inherited) {
    if (!component.has("tags")) {
      return inherited;
    }
    var tags = new LinkedHashMap<String, String>();
    component
        .path("tags")
        .forEach(tag -> tags.put(tag.path("tagKey").asText(), tag.path("tagValue").asText()));
    return Map.copyOf(tags);
  }
}
