package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.Folders;
import org.segmentcourier.endtoend.TrainingData;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJobSummary;
import software.amazon.awssdk.services.personalize.model.DatasetGroupSummary;
import software.amazon.awssdk.services.personalize.model.DatasetSummary;
import software.amazon.awssdk.services.personalize.model.SolutionSummary;
import software.amazon.awssdk.services.personalize.model.SolutionVersionSummary;

/**
 * A training run in a dataset group of its own, from the upload of its data to the last import of
 * its segments, while a test disturbs it; and what must hold in the end, whatever happened.
 */
final class TrainingTrial {

  private static final String QUERIES =
      """
      {"itemAttributes": "ITEMS.genres = \\"Drama\\""}
      {"itemAttributes": "ITEMS.genres = \\"Comedy\\""}
      """;

  private static final int SEGMENTS = 2;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** What one run makes, by its kind. */
  private static final Map<String, Integer> RESOURCES =
      new TreeMap<>(
          Map.of(
              "dataset group", 1,
              "schemas", 3,
              "datasets", 3,
              "dataset import jobs", 3,
              "solutions", 1,
              "solution versions", 1,
              "batch segment jobs", 1));

  private final EndToEnd system;
  private final PersonalizeClient personalize;
  private final String name;
  private final Set<String> announced = new HashSet<>();

  /**
   * @param name of its dataset group, its solution and its schemas
   */
  TrainingTrial(EndToEnd system, String name) {
    this.system = system;
    this.personalize = system.aws().personalize();
    this.name = name;
  }

  /** Uploads the data and the config. */
  void begin() throws IOException {
    var folder = Files.createTempDirectory("training");
    try {
      TrainingData.of(system, name, folder).with(this::nameSchemas).upload(QUERIES);
    } finally {
      Folders.delete(folder);
    }
  }

  /** Schemas belong to the account: those of another run would be taken. */
  private void nameSchemas(ObjectNode config) {
    config
        .path("datasets")
        .properties()
        .forEach(
            dataset ->
                ((ObjectNode) dataset.getValue().at("/schema/serviceConfig"))
                    .put("name", name + "-" + dataset.getKey()));
  }

  /** Waits until everything is done that there is to be done for it. */
  void end() {
    await(name)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(open()).as("what is not done yet of " + name).isEmpty());
  }

  private List<String> open() throws IOException {
    if (told() == 0) {
      return List.of("the news of the run");
    }
    var open = new ArrayList<String>();
    var files = files();
    if (files.size() < SEGMENTS) {
      open.add("%d of %d segment files".formatted(files.size(), SEGMENTS));
    }
    for (var file : files) {
      if (!system.hasMail("pinpoint/%s ".formatted(file))) {
        open.add("news of the import of " + file);
      }
    }
    system.aws().queueDepths().entrySet().stream()
        .filter(queue -> queue.getValue() > 0)
        .forEach(queue -> open.add(queue.toString()));
    return open;
  }

  /** What does not hold that must, a sentence each. */
  List<String> violations() throws IOException {
    var wrong = new ArrayList<String>();
    if (!resources().equals(RESOURCES)) {
      wrong.add("there are %s, not %s".formatted(resources(), RESOURCES));
    }
    for (var file : files()) {
      long imports =
          system.aws().importJobs().stream()
              .filter(job -> job.definition().segmentName().equals(file))
              .count();
      if (imports != 1) {
        wrong.add("%s was imported %d times".formatted(file, imports));
      }
    }
    if (files().size() != SEGMENTS) {
      wrong.add("%d segment files, not %d".formatted(files().size(), SEGMENTS));
    }
    var silent = new HashSet<>(changes());
    silent.removeAll(announced());
    silent.forEach(change -> wrong.add("nobody announced " + change));
    if (told() > 2) {
      wrong.add("people were told %d times".formatted(told()));
    }
    return wrong;
  }

  /** How often people were told that the run is over. */
  private long told() throws IOException {
    return system.aws().mails().stream()
        .filter(mail -> mail.says("dataset group " + name + " "))
        .count();
  }

  private Map<String, Integer> resources() {
    var counts = new TreeMap<String, Integer>();
    counts.put("dataset group", groups().size());
    counts.put(
        "schemas",
        (int)
            personalize.listSchemasPaginator(request -> {}).schemas().stream()
                .filter(schema -> schema.name().startsWith(name + "-"))
                .count());
    counts.put("datasets", datasets().size());
    counts.put("dataset import jobs", importJobs().size());
    counts.put("solutions", solutions().size());
    counts.put("solution versions", versions().size());
    counts.put("batch segment jobs", segmentJobs().size());
    return counts;
  }

  /** What other applications wait for: each resource but schemas is announced as active. */
  private Set<String> changes() {
    var arns = new ArrayList<String>(groups());
    arns.addAll(datasets());
    arns.addAll(importJobs());
    arns.addAll(solutions());
    arns.addAll(versions());
    arns.addAll(segmentJobs());
    var changes = new HashSet<String>();
    arns.forEach(arn -> changes.add(arn + " ACTIVE"));
    return changes;
  }

  private Set<String> announced() throws IOException {
    for (var event : system.listener().events()) {
      announced.add(text(event, "/detail/Arn") + " " + text(event, "/detail/Status"));
    }
    return announced;
  }

  private static String text(JsonNode event, String pointer) {
    return event.at(pointer).asText();
  }

  private List<String> groups() {
    return personalize.listDatasetGroupsPaginator(request -> {}).datasetGroups().stream()
        .filter(group -> group.name().equals(name))
        .map(DatasetGroupSummary::datasetGroupArn)
        .toList();
  }

  private List<String> datasets() {
    return groups().stream()
        .flatMap(
            group ->
                personalize
                    .listDatasetsPaginator(request -> request.datasetGroupArn(group))
                    .datasets()
                    .stream())
        .map(DatasetSummary::datasetArn)
        .toList();
  }

  private List<String> importJobs() {
    return datasets().stream()
        .flatMap(
            dataset ->
                personalize
                    .listDatasetImportJobsPaginator(request -> request.datasetArn(dataset))
                    .datasetImportJobs()
                    .stream())
        .map(job -> job.datasetImportJobArn())
        .toList();
  }

  private List<String> solutions() {
    return groups().stream()
        .flatMap(
            group ->
                personalize
                    .listSolutionsPaginator(request -> request.datasetGroupArn(group))
                    .solutions()
                    .stream())
        .map(SolutionSummary::solutionArn)
        .toList();
  }

  private List<String> versions() {
    return solutions().stream()
        .flatMap(
            solution ->
                personalize
                    .listSolutionVersionsPaginator(request -> request.solutionArn(solution))
                    .solutionVersions()
                    .stream())
        .map(SolutionVersionSummary::solutionVersionArn)
        .toList();
  }

  private List<String> segmentJobs() {
    return versions().stream()
        .flatMap(
            version ->
                personalize
                    .listBatchSegmentJobsPaginator(request -> request.solutionVersionArn(version))
                    .batchSegmentJobs()
                    .stream())
        .map(BatchSegmentJobSummary::batchSegmentJobArn)
        .toList();
  }

  private List<String> files() {
    return segmentJobs().stream()
        .flatMap(job -> system.otherJobs().published(job).keySet().stream())
        .toList();
  }
}
