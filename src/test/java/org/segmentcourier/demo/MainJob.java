package org.segmentcourier.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.Project;
import org.segmentcourier.endtoend.SandboxProcess;
import org.segmentcourier.oracle.Evidence;
import org.segmentcourier.oracle.Oracle;
import org.segmentcourier.oracle.Verdict;
import software.amazon.awssdk.services.pinpoint.model.EndpointBatchItem;

/** The main job as its user sees it: files go up, and e-mails say that segments are there. */
final class MainJob {

  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** What UpdateEndpointsBatch takes at once. */
  private static final int ENDPOINTS_PER_CALL = 100;

  /** One for each file of queries. */
  private static final int SEGMENT_JOBS = 2;

  private final Terminal terminal;
  private final ApplicationProcess application;
  private final Aws aws;
  private final Path data;
  private final Path results;
  private final Oracle oracle;
  private final PersonalizeWatch personalize;
  private final ImportWatch imports;
  private final MailWatch mails;
  private final Lookout lookout;
  private final Report report;

  MainJob(
      Terminal terminal,
      Project project,
      Path folder,
      SandboxProcess sandbox,
      ApplicationProcess application,
      Aws aws) {
    this.terminal = terminal;
    this.application = application;
    this.aws = aws;
    data = folder.resolve("data");
    results = folder.resolve("results");
    oracle = new Oracle(project.folder());
    personalize = new PersonalizeWatch(aws.personalize());
    imports = new ImportWatch(aws);
    mails = new MailWatch(aws);
    var watches =
        List.of(
            personalize,
            new FileWatch(aws, aws.dataBucket(), "batch/", key -> key.endsWith(".out")),
            new FileWatch(
                aws, aws.importBucket(), "pinpoint/", key -> !uploaded().contains(name(key))),
            imports,
            mails);
    lookout = new Lookout(terminal, watches, () -> mustLive(sandbox), LIMIT);
    report = new Report(terminal, aws, folder);
  }

  /**
   * Does it all.
   *
   * @return whether everything was delivered as it should
   */
  boolean run() throws Exception {
    // The application starts meanwhile.
    new Bingewatch(Size.DEMO).writeTo(data);
    terminal.happened("data", describe(Size.DEMO) + " in " + data);
    application.awaitStarted();
    terminal.happened("application", "all routes run");

    uploadEndpoints();
    uploadTraining();
    double uploaded = terminal.seconds();
    lookout.until("the segments", () -> personalize.endedSegmentJobs() == SEGMENT_JOBS);
    awaitSegments();
    double delivered = terminal.seconds();
    lookout.until("the work queues to be empty", this::resting);

    var verdict = judge();
    report.show(verdict, imports.ended(), mails.mails());
    terminal.say(
        String.format(Locale.ROOT, "Last upload to last segment: %.1f s.", delivered - uploaded));
    return right(verdict);
  }

  private void uploadEndpoints() throws Exception {
    for (var file : List.of(Bingewatch.ADDRESSES, Bingewatch.DEVICES)) {
      aws.put(aws.importBucket(), file, data.resolve(file));
      terminal.happened("upload", "s3://%s/%s".formatted(aws.importBucket(), file));
    }
    lookout.until(
        "the endpoints to be imported", () -> imports.ended().size() == uploaded().size());
    for (var job : imports.ended()) {
      if (job.totalFailures() == null || job.totalFailures() > 0) {
        throw new IOException(
            "%s was imported with failures: %s"
                .formatted(job.definition().segmentName(), job.failures()));
      }
    }
    endInactive();
  }

  /** A file can't say that an endpoint does not work any more. */
  private void endInactive() throws IOException {
    var inactive = new ArrayList<EndpointBatchItem>();
    var json = new ObjectMapper();
    for (var line : Files.readAllLines(data.resolve(Bingewatch.INACTIVE))) {
      JsonNode change = json.readTree(line);
      inactive.add(
          EndpointBatchItem.builder()
              .id(change.get("Id").asText())
              .endpointStatus(change.get("EndpointStatus").asText())
              .build());
    }
    for (int from = 0; from < inactive.size(); from += ENDPOINTS_PER_CALL) {
      terminal.awaits(from + " of " + inactive.size() + " endpoints are INACTIVE");
      var items = inactive.subList(from, Math.min(from + ENDPOINTS_PER_CALL, inactive.size()));
      aws.pinpoint()
          .updateEndpointsBatch(
              request ->
                  request
                      .applicationId(aws.project())
                      .endpointBatchRequest(batch -> batch.item(items)));
    }
    terminal.happened("pinpoint", inactive.size() + " endpoints are INACTIVE now");
  }

  private void uploadTraining() throws IOException {
    var folder = data.resolve("personalize");
    aws.putAll(aws.dataBucket(), folder);
    terminal.happened(
        "upload", "s3://%s/train/bingewatch/ and batch/bingewatch/".formatted(aws.dataBucket()));
  }

  private void awaitSegments() throws Exception {
    // The oracle takes a second or two to wake up; meanwhile things happen that are to be told.
    var expected = new FutureTask<>(this::expectedSegments);
    new Thread(expected, "oracle").start();
    lookout.until(
        "the segments in Pinpoint",
        () ->
            expected.isDone()
                && imports.ended().size() == uploaded().size() + expected.get()
                && imports.pending().isEmpty());
  }

  private long expectedSegments() throws Exception {
    return oracle.judge(evidence(List.of())).segments().stream()
        .filter(segment -> segment.endpoints() > 0)
        .count();
  }

  private boolean resting() {
    return aws.queueDepths().entrySet().stream()
        .filter(queue -> !queue.getKey().contains("Redrive"))
        .allMatch(queue -> queue.getValue() == 0);
  }

  private Verdict judge() throws Exception {
    var published = new ArrayList<Path>();
    for (var object : aws.list(aws.importBucket(), "pinpoint/")) {
      if (!uploaded().contains(name(object.key()))) {
        published.add(aws.download(aws.importBucket(), object.key(), results.resolve("published")));
      }
    }
    return oracle.judge(evidence(published));
  }

  private Evidence evidence(List<Path> published) throws IOException {
    var outputs = new ArrayList<Path>();
    for (var object : aws.list(aws.dataBucket(), "batch/")) {
      if (object.key().endsWith(".out")) {
        outputs.add(aws.download(aws.dataBucket(), object.key(), results.resolve("output")));
      }
    }
    return new Evidence(
        outputs,
        List.of(data.resolve(Bingewatch.ADDRESSES), data.resolve(Bingewatch.DEVICES)),
        List.of(data.resolve(Bingewatch.INACTIVE)),
        published);
  }

  private boolean right(Verdict verdict) {
    var wrong = new ArrayList<>(verdict.differences());
    imports.ended().stream()
        .filter(job -> !job.jobStatusAsString().equals("COMPLETED") || job.totalFailures() > 0)
        .map(job -> job.definition().segmentName() + ": imported with failures")
        .forEach(wrong::add);
    aws.queueDepths().entrySet().stream()
        .filter(queue -> queue.getValue() > 0)
        .map(queue -> queue.getKey() + ": messages left: " + queue.getValue())
        .forEach(wrong::add);
    aws.openMultipartUploads().stream()
        .map(upload -> upload + ": multipart upload left open")
        .forEach(wrong::add);
    if (wrong.isEmpty()) {
      terminal.say(
          "The oracle agrees: %d segments hold exactly the endpoints that they should."
              .formatted(verdict.segments().size()));
      return true;
    }
    terminal.say("It is not as it should be:");
    wrong.forEach(line -> terminal.say("  " + line));
    return false;
  }

  private Void mustLive(SandboxProcess sandbox) throws IOException {
    if (!application.alive()) {
      throw new IOException("the application has ended; see " + application.log());
    }
    if (!sandbox.alive()) {
      throw new IOException("the sandbox has ended");
    }
    for (var queue : aws.queueDepths().entrySet()) {
      if (queue.getKey().contains("Redrive") && queue.getValue() > 0) {
        throw new IOException(
            "%d messages went to the redrive queue of %s; see %s"
                .formatted(queue.getValue(), queue.getKey(), application.log()));
      }
    }
    return null;
  }

  private static Set<String> uploaded() {
    return List.of(Bingewatch.ADDRESSES, Bingewatch.DEVICES).stream()
        .map(MainJob::name)
        .collect(Collectors.toSet());
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private static String describe(Size size) {
    return String.format(
        Locale.ROOT,
        "%,d users, %,d films, %,d ratings",
        size.users(),
        size.films(),
        size.ratings());
  }
}
