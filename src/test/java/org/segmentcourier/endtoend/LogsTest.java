package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.delivery.Lines;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/**
 * What the log says of a delivery in which much goes wrong: what it is about, in each line, and of
 * no user who they are or how they are reached.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class LogsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Part of each user id and each address. */
  private static final String PLANTED = "pl4nted";

  private static final String HEADER = "Id,ChannelType,Address,User.UserId\n";

  /** One that logs, and one that fails. */
  private static final String BRANCHES =
      """
      - route:
          id: branch-says
          from:
            uri: branch:says?channels=EMAIL&destination=own
            steps:
              - log: {message: "says has ${body.name}"}
      - route:
          id: branch-fails
          from:
            uri: branch:fails?channels=EMAIL&of=batches&destination=own
            steps:
              - filter:
                  simple: "${header.query} contains 'Drama'"
                  steps:
                    - throwException: {exceptionType: java.lang.IllegalStateException, message: "nobody is there"}
      """;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("logs")
          .with("ROUTES_LOCATION", branches().toString())
          .with("QUEUE_VISIBILITY", "2")
          .with("QUEUE_RECEIVES", "2");

  @TempDir private Path folder;

  private final Aws aws = system.aws();
  private final OtherJobs jobs = system.otherJobs();

  private static Path branches() {
    var folder = new Project(Path.of("")).folder().resolve("target/logs-routes");
    try {
      Folders.empty(folder);
      return Files.writeString(folder.resolve("both.camel.yaml"), BRANCHES).getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void eachLineSaysWhatItIsAboutAndNoneWhoItIs() throws IOException {
    var text = system.application();
    var job = work(1, "text");
    text.stop();
    var lines = Files.readAllLines(text.log());

    assertThat(lines).noneMatch(line -> line.contains(PLANTED));
    assertThat(lines)
        .filteredOn(line -> line.contains("says has "))
        .as("one is of no job: at the start each branch is tried with a sample")
        .anyMatch(
            line ->
                line.endsWith(
                    " {branch=says, job=%s, segment=ITEMS.genres = \"Action\"}".formatted(job)));
    assertThat(line(lines, "delivery finished job=" + job)).endsWith(" {job=%s}".formatted(job));
    assertThat(line(lines, "directory changed")).isNotEmpty();

    var json =
        system
            .fleet()
            .startWith(
                Map.of(
                    "LOGS_JSON", "true",
                    "TRACES_ENABLED", "true",
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1",
                    "OTEL_BSP_SCHEDULE_DELAY", "200"));
    json.awaitStarted();
    var other = work(2, "json");
    train();
    json.stop();
    lines = Files.readAllLines(json.log());

    assertThat(lines).noneMatch(line -> line.contains(PLANTED));
    var objects = new ArrayList<JsonNode>();
    for (var line : lines) {
      objects.add(JSON.readTree(line));
    }
    assertThat(objects)
        .allSatisfy(
            object -> {
              assertThat(object.path("time").asText())
                  .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
              assertThat(object.path("level").asText()).matches("ERROR|WARN|INFO");
              assertThat(object.path("logger").asText()).isNotEmpty();
              assertThat(object.path("thread").asText()).isNotEmpty();
              assertThat(object.path("message").asText()).isNotEmpty();
            });
    assertThat(objects)
        .filteredOn(object -> object.path("message").asText().startsWith("says has "))
        .extracting(LogsTest::about)
        .contains(List.of("says", other, "ITEMS.genres = \"Action\""));
    assertThat(object(objects, "delivery finished job=" + other)).containsExactly("", other, "");
    assertThat(object(objects, "bad line ")).containsExactly("", other, "a.json.out:2");
    assertThat(object(objects, "message failed ")).startsWith("", other.replace("logged", "fails"));
    assertThat(object(objects, "message set aside "))
        .startsWith("", other.replace("logged", "fails"));
    assertThat(
            objects.stream()
                .filter(object -> object.path("message").asText().contains("message failed "))
                .map(object -> object.path("exception").asText()))
        .isNotEmpty()
        .allMatch(
            trace ->
                trace.contains("IllegalStateException: nobody is there\n")
                    && trace.contains("\tat org.apache.camel."));
    assertThat(objects)
        .filteredOn(object -> object.path("message").asText().contains(" run="))
        .isNotEmpty()
        .allMatch(
            object ->
                object
                    .path("message")
                    .asText()
                    .contains(" run=%s ".formatted(object.path("run").asText())));
    assertThat(objects)
        .filteredOn(object -> object.path("message").asText().startsWith("state change announced"))
        .isNotEmpty()
        .allMatch(object -> !object.path("run").asText().isEmpty());
    assertThat(objects)
        .as("a library that logs by the JDK's own means")
        .filteredOn(object -> object.path("logger").asText().startsWith("io.opentelemetry."))
        .anyMatch(object -> object.path("message").asText().contains("Failed to export spans"));
    assertThat(objects.get(objects.size() - 1).path("message").asText())
        .as("its last word")
        .contains("(segment-courier) shutdown");
  }

  /** A line with some words. */
  private static String line(List<String> lines, String words) {
    return lines.stream().filter(line -> line.contains(words)).findFirst().orElseThrow();
  }

  /** Branch, job and segment of the first one with some words. */
  private static List<String> object(List<JsonNode> objects, String words) {
    return objects.stream()
        .filter(object -> object.path("message").asText().contains(words))
        .findFirst()
        .map(LogsTest::about)
        .orElseThrow();
  }

  private static List<String> about(JsonNode object) {
    return Stream.of("branch", "job", "segment").map(key -> object.path(key).asText()).toList();
  }

  /** A delivery of users who are told from Pinpoint, and one of the directory's. */
  private String work(int version, String name) {
    var ann = "%s-%s-ann".formatted(PLANTED, name);
    var bob = "%s-%s-bob".formatted(PLANTED, name);
    var eve = "%s-%s-eve".formatted(PLANTED, name);
    jobs.users(Map.of(ann, ann + "-1", bob, bob + "-1"));
    var control = system.control();
    control.fault(Fault.of(Effect.THROTTLE).action("mobiletargeting:GetUserEndpoints").times(2));
    jobs.delivered(
        jobs.finish("asked-" + name, Map.of("a.json.out", Lines.genre("Comedy", ann, bob, eve))));
    int before = aws.list(aws.dataBucket(), "directory/snapshots/").size();
    aws.put(aws.dataBucket(), "suppressions/%s.txt".formatted(name), eve + "\n");
    aws.put(
        aws.dataBucket(),
        "endpoints/full/%d/all.csv".formatted(version),
        HEADER
            + "%1$s-1,EMAIL,%1$s@example.com,%1$s\n".formatted(ann)
            + "%1$s-1,EMAIL,%1$s@example.com,%1$s\n".formatted(eve)
            + "%1$s-2,PIGEON,%1$s roof,%1$s\n".formatted(bob)
            + "%1$s-1,EMAIL,%1$s@example.com,\n".formatted(bob));
    system.eventually(
        "a snapshot of the directory",
        () -> aws.list(aws.dataBucket(), "directory/snapshots/").size() > before);
    aws.put(aws.dataBucket(), "endpoints/%s.json.gz".formatted(name), eve + " is not gzipped");
    aws.put(
        aws.importBucket(),
        "pinpoint/%s.csv".formatted(name),
        HEADER
            + "%1$s-3,EMAIL,%1$s@example.com,%1$s\n".formatted(ann)
            + "%1$s-4,PIGEON,%1$s roof,%1$s\n".formatted(ann));
    var job =
        jobs.finish(
            "logged-" + name,
            Map.of(
                "a.json.out",
                Lines.genre("Action", ann, bob, ann, eve)
                    + "not JSON: [\"%s\"]\n".formatted(ann)
                    + "{\"output\": {\"usersList\": [\"%s\"]}, \"error\": null}\n".formatted(bob)));
    jobs.delivered(job);
    system.toldOfImport("pinpoint/%s.csv".formatted(name));
    var fails = jobs.finish("fails-" + name, Map.of("a.json.out", Lines.genre("Drama", ann, bob)));
    system.takeFromRedriveQueue("Deliveries");
    system.log("origin=batch segment job " + fails);
    return job;
  }

  /** From upload to model. */
  private void train() throws IOException {
    TrainingData.of(system, "logs", folder)
        .upload("{\"itemAttributes\": \"ITEMS.genres = \\\"Drama\\\"\"}\n");
    system.toldOfTraining("logs");
  }
}
