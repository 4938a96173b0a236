package org.segmentcourier.training.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.training.personalize.FakePersonalize;
import org.segmentcourier.training.personalize.ResourceNames;

class ConfigReaderTest {

  private static final Path FIXTURES = Path.of("src/test/resources/training");
  private static final Set<String> RECIPES = new TreeSet<>(FakePersonalize.RECIPES);

  private final ConfigReader reader = new ConfigReader(ResourceNames.LONGEST_SOLUTION);

  static Stream<String> wrongConfigs() throws IOException {
    try (var files = Files.list(FIXTURES.resolve("wrong"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.length() - ".json".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("wrongConfigs")
  void everyErrorIsToldWithItsPathAndWhatWasExpected(String name) throws IOException {
    var reading =
        reader.read(
            "config.json",
            Files.readAllBytes(FIXTURES.resolve("wrong/" + name + ".json")),
            RECIPES);

    assertThat(reading.errors())
        .extracting(ConfigError::toString)
        .containsExactlyElementsOf(Files.readAllLines(FIXTURES.resolve("wrong/" + name + ".txt")));
    assertThat(reading.config()).isNull();
  }

  @Test
  void everySectionOfTheGrammarIsTakenAndWhatIsNotBuiltIsNamed() throws IOException {
    var reading =
        reader.read(
            "config.json", Files.readAllBytes(FIXTURES.resolve("every-section.json")), RECIPES);

    assertThat(reading.errors()).isEmpty();
    assertThat(reading.config().notes())
        .allSatisfy(note -> assertThat(note).endsWith(" is not supported yet; it has no effect"))
        .extracting(note -> note.substring(0, note.indexOf(' ')))
        .containsExactly(
            "$.datasetGroup.workflowConfig.schedules.import",
            "$.datasetGroup.workflowConfig.maxAge",
            "$.eventTracker",
            "$.filters",
            "$.recommenders",
            "$.solutions[0].workflowConfig.schedules.full",
            "$.solutions[0].workflowConfig.schedules.update",
            "$.solutions[0].campaigns",
            "$.solutions[0].batchInferenceJobs",
            "$.solutions[1].batchSegmentJobs[0].workflowConfig.schedule");
  }

  @Test
  void aComponentWithoutTagsInheritsTheRoots() throws IOException {
    var config =
        reader
            .read(
                "config.json", Files.readAllBytes(FIXTURES.resolve("every-section.json")), RECIPES)
            .config();

    assertThat(config.tags()).isEmpty();
    assertThat(config.datasets().get(0).tags()).isEqualTo(Map.of("kind", "loans"));
    assertThat(config.datasets().get(0).importTags()).isEqualTo(Map.of("team", "books"));
    assertThat(config.solutions().get(0).tags()).isEqualTo(Map.of("team", "books"));
    assertThat(config.solutions().get(0).versionTags()).isEqualTo(Map.of("kind", "version"));
  }

  @Test
  void whatTheRunDecidesItselfIsNotedNotUsed() {
    var reading =
        read(
            """
            {"datasetGroup": {"serviceConfig": {
              "name": "shop", "roleArn": "arn:aws:iam::123456789012:role/other"}}}
            """);

    assertThat(reading.config().datasetGroup().has("roleArn")).isFalse();
    assertThat(reading.config().notes())
        .containsExactly(
            "$.datasetGroup.serviceConfig.roleArn is not used: the run itself decides on it");
  }

  @Test
  void aByteOrderMarkIsNoError() {
    assertThat(read("\uFEFF{\"datasetGroup\": {\"serviceConfig\": {\"name\": \"shop\"}}}").errors())
        .isEmpty();
  }

  @Test
  void anEmptyFileIsAnError() {
    assertThat(read("").errors())
        .extracting(ConfigError::toString)
        .containsExactly("config.json: found an empty file; expected a training config in JSON");
  }

  @Test
  void theDatasetGroupIsFoundHoweverWrongTheRestIs() {
    assertThat(
            ConfigReader.datasetGroup(
                "{\"datasetGroup\": {\"serviceConfig\": {\"name\": \"shop\"}}, \"x\": 1}"
                    .getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("shop");
    assertThat(ConfigReader.datasetGroup("{".getBytes(StandardCharsets.UTF_8))).isEmpty();
  }

  private ConfigReading read(String config) {
    return reader.read("config.json", config.getBytes(StandardCharsets.UTF_8), RECIPES);
  }
}
