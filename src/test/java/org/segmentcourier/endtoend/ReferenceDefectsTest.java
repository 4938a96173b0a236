package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.delivery.Lines;
import org.segmentcourier.sandbox.front.Fault;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJobSummary;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * Defects of the solution that AWS once published for the same purpose ("defect01" to "defect15" in
 * the list of them that this product was begun with): none of them may be here.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class ReferenceDefectsTest {

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  @TempDir Path folder;

  private final OtherJobs jobs = system.otherJobs();
  private final Aws aws = system.aws();

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  @Test
  void defect01EveryQueryOfAJobIsDeliveredNotOnlyTheLast() {
    jobs.user("d1-ann", "d1-ann-1");
    jobs.user("d1-bob", "d1-bob-1");
    jobs.user("d1-eve", "d1-eve-1");

    var job =
        jobs.finish(
            "defect01",
            Map.of(
                "job_config.json.out",
                Lines.genre("Action", "d1-ann")
                    + Lines.genre("Comedy", "d1-bob")
                    + Lines.genre("Drama", "d1-eve")));

    jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .containsExactlyInAnyOrder(List.of("d1-ann-1"), List.of("d1-bob-1"), List.of("d1-eve-1"));
    jobs.published(job)
        .keySet()
        .forEach(
            file -> {
              var imported = system.imported(file);
              assertThat(imported.jobStatus()).isEqualTo(JobStatus.COMPLETED);
              assertThat(imported.totalProcessed()).isEqualTo(1);
            });
  }

  @Test
  void defect02AllFifteenEndpointsOfAUserAreDelivered() {
    var fifteen = IntStream.rangeClosed(1, 15).mapToObj("d2-%02d"::formatted).toList();
    jobs.user("d2-ann", fifteen.toArray(String[]::new));

    var job =
        jobs.finish("defect02", Map.of("job_config.json.out", Lines.genre("Action", "d2-ann")));

    jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .singleElement()
        .satisfies(ids -> assertThat(ids).containsExactlyInAnyOrderElementsOf(fifteen));
  }

  @Test
  void defect03UsersWithoutEndpointsAndThrottledCallsDoNotFailTheRun() {
    jobs.user("d3-ann", "d3-ann-1");
    jobs.user("d3-eve", "d3-eve-1");
    system
        .control()
        .fault(
            Fault.of(Fault.Effect.THROTTLE).operation("mobiletargeting:GetUserEndpoints").times(4));

    var job =
        jobs.finish(
            "defect03",
            Map.of("job_config.json.out", Lines.genre("Action", "d3-ann", "d3-nobody", "d3-eve")));

    var mail = jobs.delivered(job);
    assertThat(jobs.published(job).values()).containsExactly(List.of("d3-ann-1", "d3-eve-1"));
    assertThat(mail.text()).contains("3 users").contains("left out: 1 unknown");
    assertThat(system.control().calls("mobiletargeting:GetUserEndpoints"))
        .as("calls that were throttled")
        .anyMatch(call -> call.status() == 429);
  }

  @Test
  void defect05QueriesThatDifferInDigitsOrNonLatinLettersGetFilesOfTheirOwn() {
    var users = List.of("d5-1998", "d5-1999", "d5-drama", "d5-comedy", "d5-none");
    users.forEach(user -> jobs.user(user, user + "-1"));

    var job =
        jobs.finish(
            "defect05",
            Map.of(
                "job_config.json.out",
                Lines.attributes("ITEMS.year = \"1998\"", "d5-1998")
                    + Lines.attributes("ITEMS.year = \"1999\"", "d5-1999")
                    + Lines.attributes("ITEMS.genres = \"Драма\"", "d5-drama")
                    + Lines.attributes("ITEMS.genres = \"Комедия\"", "d5-comedy")
                    + Lines.attributes("ITEMS.genres = \"\"", "d5-none")));

    jobs.delivered(job);
    var published = jobs.published(job);
    assertThat(published.values())
        .containsExactlyInAnyOrderElementsOf(
            users.stream().map(user -> List.of(user + "-1")).toList());
    assertThat(published.keySet()).allMatch(name -> name.matches("[!-~]+"));
  }

  @Test
  void defect07AFailedImportIsReportedAsAFailure() {
    system.control().tune("mobiletargeting", Map.of("nextImports", List.of("fail")));

    aws.put(aws.importBucket(), "pinpoint/d7-failed.csv", endpoints("d7-failed"));

    var mail = system.toldOfImport("pinpoint/d7-failed.csv");
    assertThat(system.imported("d7-failed.csv").jobStatus()).isEqualTo(JobStatus.FAILED);
    assertThat(mail.subject()).isEqualTo("segment-courier: import failed: d7-failed.csv");
    assertThat(system.hasMail("imported d7-failed.csv")).isFalse();
  }

  @Test
  void defect07APartialImportIsReportedWithItsCounts() {
    system.control().tune("mobiletargeting", Map.of("nextImports", List.of("partial")));

    aws.put(aws.importBucket(), "pinpoint/d7-partial.csv", endpoints("d7-partial"));

    var failed = system.imported("d7-partial.csv").totalFailures();
    var mail = system.toldOfImport("pinpoint/d7-partial.csv");
    assertThat(mail.subject()).isEqualTo("segment-courier: imported in part: d7-partial.csv");
    assertThat(failed).isPositive();
    assertThat(mail.text())
        .contains("is complete, but not every row was imported", failed + " of them failed");
    assertThat(system.hasMail("imported d7-partial.csv")).isFalse();
  }

  @Test
  void defect08FilesAreImportedWhateverTheirKeysHold() {
    var names =
        List.of("d8 a+b.csv", "d8 100%25.csv", "d8 Жанна/größe & co=1?.csv", "d8+c%2Bd.csv");

    for (int i = 0; i < names.size(); i++) {
      aws.put(aws.importBucket(), "pinpoint/" + names.get(i), endpoints("d8-" + i));
    }

    for (var name : names) {
      var imported = system.imported(name.substring(name.indexOf('/') + 1));
      assertThat(imported.definition().s3Url())
          .isEqualTo("s3://%s/pinpoint/%s".formatted(aws.importBucket(), name));
      assertThat(imported.jobStatus()).isEqualTo(JobStatus.COMPLETED);
      assertThat(imported.totalProcessed()).isEqualTo(2);
      assertThat(imported.totalFailures()).isZero();
    }
  }

  /**
   * Only S3's own notifications have their keys form-encoded. Here they tell of older versions, and
   * that there is a newer one is known only to who has found the file.
   */
  @Test
  void defect08TheFileIsFoundInWhateverEnvelopeItsKeyComes() {
    var key = "pinpoint/d8 Жанна/größe + 100% a%2Bb.csv";
    aws.put(aws.importBucket(), key, endpoints("d8-envelopes"));
    system.toldOfImport(key);

    aws.send("Uploads", notificationOfS3(key, "older-1"));
    aws.send("Uploads", bySns(notificationOfS3(key, "older-2")));
    aws.send("Uploads", detail(key, "older-3").toString());

    assertThat(List.of("older-1", "older-2", "older-3"))
        .allSatisfy(
            etag ->
                system.eventually(
                    "the upload of " + etag + " is dropped",
                    () ->
                        !system
                            .logged(
                                "import dropped key=%s etag=%s reason=the file was replaced"
                                    .formatted(key, etag))
                            .isEmpty()));
  }

  private String notificationOfS3(String key, String etag) {
    var encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
    assertThat(encoded).contains("+%2B+100%25+");
    var notification =
        TrainingData.json(
            """
            {'Records': [{'eventVersion': '2.6', 'eventSource': 'aws:s3',
                          'eventName': 'ObjectCreated:Put', 's3': {}}]}
            """);
    var s3 = (ObjectNode) notification.at("/Records/0/s3");
    s3.putObject("bucket").put("name", aws.importBucket());
    s3.putObject("object").put("key", encoded).put("eTag", etag);
    return notification.toString();
  }

  private static String bySns(String message) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("Type", "Notification")
        .put("TopicArn", "arn:aws:sns:us-east-1:000000000000:uploads")
        .put("Message", message)
        .toString();
  }

  private ObjectNode detail(String key, String etag) {
    var detail = JsonNodeFactory.instance.objectNode().put("version", "0");
    detail.putObject("bucket").put("name", aws.importBucket());
    detail.putObject("object").put("key", key).put("etag", etag);
    return detail;
  }

  @Test
  void defect09NullOutputAnEmptyFileAndAByteOrderMarkSpoilNothingElse() {
    jobs.user("d9-ann", "d9-ann-1");
    jobs.user("d9-bob", "d9-bob-1");

    var job =
        jobs.finish(
            "defect09",
            Map.of(
                "null.json.out",
                "{\"input\": {\"itemId\": \"105\"}, \"output\": null, \"error\": null}\n"
                    + Lines.genre("Action", "d9-ann"),
                "empty.json.out",
                "",
                "mark.json.out",
                "\uFEFF" + Lines.genre("Comedy", "d9-bob")));

    var mail = jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .containsExactlyInAnyOrder(List.of("d9-ann-1"), List.of("d9-bob-1"));
    assertThat(mail.text())
        .contains("null.json.out, line 1: ")
        .contains("empty.json.out: the file is empty")
        .doesNotContain("mark.json.out, line 1: ");
  }

  @Test
  void defect10OutputIsFoundUnderAnyName() {
    jobs.user("d10-ann", "d10-ann-1");
    jobs.user("d10-bob", "d10-bob-1");

    var job =
        jobs.finish(
            "defect10",
            Map.of(
                "spring campaign.json.out", Lines.genre("Action", "d10-ann"),
                "летo.json.out", Lines.genre("Comedy", "d10-bob")));

    jobs.delivered(job);
    assertThat(jobs.published(job).values())
        .containsExactlyInAnyOrder(List.of("d10-ann-1"), List.of("d10-bob-1"));
  }

  @Test
  void defect12SegmentJobsOfOneSolutionHaveNamesOfTheirOwnAndAreAllDelivered() throws Exception {
    TrainingData.of(system, "defect12", folder)
        .with(
            config ->
                config
                    .withArray("/solutions/0/batchSegmentJobs")
                    .add(TrainingData.json("{'serviceConfig': {'numResults': 10}}")))
        .upload("{\"itemAttributes\": \"ITEMS.genres = \\\"Drama\\\"\"}\n");

    system.mail("The Personalization job for dataset group defect12 is complete");

    var made =
        aws
            .personalize()
            .listBatchSegmentJobs(request -> request.maxResults(100))
            .batchSegmentJobs()
            .stream()
            .filter(job -> job.solutionVersionArn().contains("solution/defect12/"))
            .toList();
    assertThat(made).hasSize(2);
    assertThat(made).extracting(BatchSegmentJobSummary::jobName).doesNotHaveDuplicates();
    made.forEach(job -> jobs.delivered(job.batchSegmentJobArn()));
  }

  @Test
  void defect13AFailureIsAnnouncedOnTheBusWithItsReason() throws Exception {
    system
        .control()
        .tune(
            "personalize",
            Map.of("fail", Map.of("kind", "DatasetImportJob", "reason", "The data is on strike")));

    TrainingData.of(system, "defect13", folder).upload("{\"itemId\": \"1\"}\n");

    var event =
        system
            .listener()
            .event(
                one ->
                    one.at("/detail/Status").asText().equals("FAILED")
                        && one.at("/detail/Reason").asText().contains("on strike"));
    assertThat(event.path("detail-type").asText())
        .isEqualTo("Personalize Dataset Import Job State Change");
    assertThat(event.at("/detail/Reason").asText()).contains("The data is on strike");
    assertThat(event.at("/resources/0").asText()).isEqualTo(event.at("/detail/Arn").asText());
    assertThat(system.mail("dataset group defect13").text()).contains("The data is on strike");
  }

  @Test
  void defect15NoSolutionTrainsByItselfUnlessTheConfigSaysSo() throws Exception {
    TrainingData.of(system, "defect15", folder)
        .with(config -> ((ObjectNode) config.at("/solutions/0")).remove("batchSegmentJobs"))
        .upload("");

    system.mail("The Personalization job for dataset group defect15 is complete");

    var solution =
        aws.personalize().listSolutions(request -> request.maxResults(100)).solutions().stream()
            .filter(one -> one.name().equals("defect15"))
            .findFirst()
            .orElseThrow();
    var described =
        aws.personalize()
            .describeSolution(request -> request.solutionArn(solution.solutionArn()))
            .solution();
    assertThat(described.performAutoTraining()).isFalse();
  }

  /** A file of two endpoints, as a user uploads it. */
  private static String endpoints(String prefix) {
    return "Id,ChannelType,Address,User.UserId\n"
        + "%1$s-1,EMAIL,%1$s-1@example.com,%1$s-ann\n".formatted(prefix)
        + "%1$s-2,EMAIL,%1$s-2@example.com,%1$s-bob\n".formatted(prefix);
  }
}
