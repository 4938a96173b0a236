package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.Folders;
import org.segmentcourier.oracle.Evidence;
import org.segmentcourier.oracle.Oracle;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * The delivery of one batch segment job that somebody else has run, from the news of it to the last
 * import, while a test disturbs it; and what must hold in the end, whatever happened.
 */
final class Trial {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** Jobs of one account are told apart by their names, and here by their times, too. */
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final EndToEnd system;
  private final Audience audience;
  private final String name;
  private final String stamp;
  private final Instant created;
  private String arn;

  Trial(EndToEnd system, Audience audience) {
    int number = NUMBERS.incrementAndGet();
    this.system = system;
    this.audience = audience;
    this.name = "trial-" + number;
    this.created = FIRST.plusSeconds(number);
    this.stamp = STAMP.format(created);
  }

  /** The job has finished, and this is announced. */
  void begin() {
    var jobs = system.otherJobs();
    arn = jobs.plant(name, Map.of("trial.json.out", audience.output()), created);
    jobs.announce(arn, "ACTIVE");
  }

  /** Announces it again. */
  void repeat() {
    system.otherJobs().announce(arn, "ACTIVE");
  }

  /** Waits until everything is done that there is to be done for it. */
  void end() {
    end(PATIENCE);
  }

  /**
   * The same.
   *
   * @param patience how long it may take
   */
  void end(Duration patience) {
    await(name)
        .atMost(patience)
        .pollInterval(Duration.ofMillis(300))
        .untilAsserted(() -> assertThat(open()).as("what is not done yet of " + name).isEmpty());
  }

  /** Whether everything is done that there is to be done for it. */
  boolean isOver() {
    return open().isEmpty();
  }

  private List<String> open() {
    if (!delivered()) {
      return List.of("the manifest");
    }
    var imported =
        imports().stream()
            .filter(job -> job.jobStatus() == JobStatus.COMPLETED)
            .map(job -> job.definition().segmentName())
            .collect(Collectors.toSet());
    var open = new ArrayList<String>();
    for (var file : published().keySet()) {
      if (!imported.contains(file)) {
        open.add("import of " + file);
      } else if (!system.hasMail(
          "s3://%s/pinpoint/%s ".formatted(system.aws().importBucket(), file))) {
        open.add("news of the import of " + file);
      }
    }
    system.aws().queueDepths().entrySet().stream()
        .filter(queue -> queue.getValue() > 0)
        .forEach(queue -> open.add(queue.toString()));
    return open;
  }

  /** Whether anything of it can be seen by its destination. */
  boolean isPublished() {
    return !published().isEmpty();
  }

  private boolean delivered() {
    var aws = system.aws();
    return !aws.list(aws.dataBucket(), folder() + "manifest.json").isEmpty();
  }

  /**
   * What does not hold that must, a sentence each.
   *
   * @param expected SHA-256 of each segment file by its query, as an undisturbed delivery of the
   *     same output has them; empty if this is that delivery
   */
  List<String> violations(SortedMap<String, String> expected) {
    var violations = new ArrayList<String>();
    try {
      var manifest = manifest();
      violations.addAll(wrongRows());
      violations.addAll(imbalances(manifest));
      violations.addAll(twice());
      var sums = checksums();
      if (!expected.isEmpty() && !sums.equals(expected)) {
        violations.add("checksums are %s, not %s".formatted(sums, expected));
      }
      long told = told();
      if (told < 1 || told > 2) {
        violations.add("people were told %d times".formatted(told));
      }
    } catch (IOException | SQLException e) {
      throw new IllegalStateException("can't judge " + name, e);
    }
    return violations;
  }

  /** How often people were told that it is delivered. */
  long told() throws IOException {
    return system.aws().mails().stream()
        .filter(mail -> mail.says("Batch segment job " + arn + " is delivered."))
        .count();
  }

  /** I1 to I5, row for row: the oracle knows the output and the endpoints, but not the ledger. */
  private List<String> wrongRows() throws IOException, SQLException {
    var folder = Files.createTempDirectory("trial");
    try {
      var output = folder.resolve("trial.json.out");
      Files.writeString(output, audience.output());
      var files = new ArrayList<Path>();
      for (var file : published().entrySet()) {
        var copy = folder.resolve(file.getKey());
        files.add(Files.write(copy, file.getValue()));
      }
      var verdict =
          new Oracle(system.project().folder())
              .judge(
                  new Evidence(List.of(output), List.of(audience.endpoints()), List.of(), files));
      var wrong = new ArrayList<>(verdict.differences());
      if (files.size() != audience.segments()) {
        wrong.add("%d files, not %d".formatted(files.size(), audience.segments()));
      }
      return wrong;
    } finally {
      Folders.delete(folder);
    }
  }

  /** I1: the ledger in the manifest, added up once more. */
  private static List<String> imbalances(JsonNode manifest) {
    var wrong = new ArrayList<String>();
    for (var segment : manifest.at("/commit/segments")) {
      long distinct = segment.get("distinct").asLong();
      if (segment.get("idsRead").asLong() != distinct + segment.get("duplicate").asLong()) {
        wrong.add(segment.get("query") + ": ids read <> distinct + duplicate");
      }
      for (var branch : segment.get("branches")) {
        if (sum(branch.get("users")) != distinct) {
          wrong.add(segment.get("query") + ": users' columns don't add up to " + distinct);
        }
        if (sum(branch.get("endpoints")) != branch.get("found").asLong()) {
          wrong.add(segment.get("query") + ": endpoints' columns don't add up");
        }
      }
    }
    return wrong;
  }

  private static long sum(JsonNode columns) {
    long sum = 0;
    for (var column : columns) {
      sum += column.asLong();
    }
    return sum;
  }

  /** I3: one import job and one segment for each file. */
  private List<String> twice() {
    var wrong = new ArrayList<String>();
    var jobs = new TreeMap<String, List<ImportJobResponse>>();
    for (var job : imports()) {
      jobs.computeIfAbsent(job.definition().segmentName(), file -> new ArrayList<>()).add(job);
    }
    for (var file : published().keySet()) {
      int imports = jobs.getOrDefault(file, List.of()).size();
      if (imports != 1) {
        wrong.add("%s was imported %d times".formatted(file, imports));
      }
    }
    return wrong;
  }

  /** Waits until people are told that a second import of one of its files was taken back. */
  void awaitWithdrawal() {
    system.eventually(
        "the second import to be taken back",
        () ->
            system.aws().mails().stream()
                .filter(mail -> mail.subject().contains(" imported twice: "))
                .anyMatch(mail -> mail.subject().contains(stamp)));
  }

  /** The segments that its files have become, by their names. */
  List<String> segments() {
    return system.aws().segments().stream().filter(name -> name.contains(stamp)).toList();
  }

  /** The names of its files. */
  List<String> files() {
    return List.copyOf(published().keySet());
  }

  /** SHA-256 of what each published file holds, by its query. */
  SortedMap<String, String> checksums() throws IOException {
    var files = published();
    var sums = new TreeMap<String, String>();
    for (var file : manifest().at("/commit/files")) {
      var content = files.get(file.get("name").asText());
      sums.put(file.get("query").asText(), content == null ? "not there" : sha256(content));
    }
    return sums;
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /**
   * Everything that is there of it, by bucket and key, with version and time: what must not change.
   */
  Map<String, String> traces() {
    var aws = system.aws();
    var traces = new LinkedHashMap<String, String>();
    for (var object : aws.list(aws.dataBucket(), folder())) {
      traces.put(object.key(), object.eTag() + " " + object.lastModified());
    }
    traces.putAll(publishedTraces());
    imports().forEach(job -> traces.put(job.id(), job.jobStatusAsString()));
    return traces;
  }

  /** The files of it that are published, by key, with version and time. */
  Map<String, String> publishedTraces() {
    var aws = system.aws();
    var traces = new LinkedHashMap<String, String>();
    for (var object : aws.list(aws.importBucket(), "pinpoint/")) {
      if (object.key().contains(stamp)) {
        traces.put(object.key(), object.eTag() + " " + object.lastModified());
      }
    }
    return traces;
  }

  /** What each of its files in the import bucket holds, by name. */
  private SortedMap<String, byte[]> published() {
    var aws = system.aws();
    var files = new TreeMap<String, byte[]>();
    for (var object : aws.list(aws.importBucket(), "pinpoint/")) {
      if (object.key().contains(stamp)) {
        files.put(
            object.key().substring("pinpoint/".length()),
            read(aws, aws.importBucket(), object.key()));
      }
    }
    return files;
  }

  private List<ImportJobResponse> imports() {
    return system.aws().importJobs().stream()
        .filter(job -> job.definition().segmentName() != null)
        .filter(job -> job.definition().segmentName().contains(stamp))
        .toList();
  }

  private JsonNode manifest() throws IOException {
    var aws = system.aws();
    return JSON.readTree(read(aws, aws.dataBucket(), folder() + "manifest.json"));
  }

  private String folder() {
    return "deliveries/%s_%s/".formatted(name, stamp);
  }

  private static byte[] read(Aws aws, String bucket, String key) {
    return aws.read(bucket, key).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return name;
  }
}
