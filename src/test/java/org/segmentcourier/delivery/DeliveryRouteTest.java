package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.segmentcourier.delivery.KnownUsers.email;
import static org.segmentcourier.delivery.KnownUsers.sms;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.endpoint.Endpoint;

/** Whole deliveries through the real routes, with the aws2-s3 component on S3 on a folder. */
class DeliveryRouteTest {

  private static final String ACTION = "ITEMSgenresAction_20261124-101500.csv";
  private static final String COMEDY = "ITEMSgenresComedy_20261124-101500.csv";

  @TempDir static Path folder;
  private static DeliveryApplication application;

  @BeforeAll
  static void start() throws Exception {
    application = new DeliveryApplication(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    application.close();
  }

  @BeforeEach
  void everyUserHasOneEmailEndpoint() {
    application.reset();
    application.users.others(user -> List.of(email("e-" + user)));
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    assertThat(application.leftovers()).isEmpty();
    assertThat(application.s3.openUploads(S3OnDisk.DATA)).isZero();
    assertThat(application.s3.openUploads(S3OnDisk.IMPORT)).isZero();
  }

  @Test
  void aFinishedJobBecomesASegmentFileInTheImportBucket() {
    application.users.add("u1", email("e11"), sms("e12"));
    application.users.add("u2", new Endpoint("e21", "EMAIL", true, true));
    application.users.add("u3", email("e31"));
    var job = application.jobs.add("job");
    application.output("job", "job_config.json.out", Lines.genre("Action", "u3", "u2", "u1"));

    application.deliver(job);

    assertThat(application.s3.text(S3OnDisk.IMPORT, "pinpoint/" + ACTION))
        .isEqualTo("Id\ne31\ne11\ne12\n");
    assertThat(application.s3.metadata(S3OnDisk.IMPORT, "pinpoint/" + ACTION))
        .isEqualTo(Map.of("job", job, "sha256", Fingerprint.of("Id\ne31\ne11\ne12\n")));
  }

  @Test
  void peopleAreToldOnceWhatBecameOfEachUser() {
    application.users.add("u2", new Endpoint("e21", "EMAIL", true, true));
    application.users.add("u3");
    var job = application.jobs.add("job");
    application.output("job", "a.json.out", Lines.genre("Action", "u1", "u2", "u3"));

    application.deliver(job);

    assertThat(application.told).hasSize(1);
    var notification = application.told.get(0);
    assertThat(notification.once()).isEqualTo("delivery/job_20261124-101500");
    assertThat(notification.summary())
        .isEqualTo("Delivery job_20261124-101500: 1 segments, 1 files published");
    assertThat(notification.text())
        .contains("ITEMS.genres = \"Action\" (a.json.out, line 1): 3 users")
        .contains("branch all: 1 users, 1 endpoints; left out: 1 unknown, 1 opted out")
        .contains(ACTION + ": 1 endpoints");
  }

  /** Defects 1 and 10 of the reference. */
  @Test
  void everyQueryOfEveryOutputFileIsDelivered() {
    var job = application.jobs.add("many");
    application.output(
        "many", "job_config.json.out", Lines.genre("Action", "a1") + Lines.genre("Comedy", "c1"));
    application.output(
        "many", "any name.json.out", Lines.item("105", "i1") + Lines.item("106", "i2"));
    application.output("many", "_CHECK", "");
    application.output("many", "deeper/other.json.out", Lines.item("107", "i3"));

    application.deliver(job);

    assertThat(application.publishedNames())
        .containsExactly(
            ACTION, COMEDY, "item_105_20261124-101500.csv", "item_106_20261124-101500.csv");
    assertThat(application.published(COMEDY)).containsExactly("Id", "e-c1");
    assertThat(application.published("item_106_20261124-101500.csv")).containsExactly("Id", "e-i2");
  }

  /** Defect 9 of the reference. */
  @Test
  void badLinesAreSetAsideAndTheGoodOnesDelivered() {
    var job = application.jobs.add("mixed");
    application.output(
        "mixed",
        "a.json.out",
        "\uFEFF"
            + Lines.genre("Action", "a1")
            + "{\"input\":{\"itemId\":\"1\"},\"output\":null,\"error\":null}\r\n"
            + "\r\n"
            + "{\"input\":{\"itemId\":\"2\"},\"output\":{\"usersList\":[\"x1\",\"x2\n"
            + "{\"input\":{\"itemId\":\"3\"},\"output\":null,\"error\":\"no such item\"}\n"
            + Lines.genre("Comedy", "c1"));
    application.output("mixed", "b.json.out", "");

    application.deliver(job);

    assertThat(application.publishedNames()).containsExactly(ACTION, COMEDY);
    assertThat(application.published(COMEDY)).containsExactly("Id", "e-c1");
    assertThat(application.told.get(0).text())
        .contains("a.json.out, line 2: the line has neither users nor an error")
        .contains("a.json.out, line 4: the line ends in the middle of its JSON")
        .contains("a.json.out, line 5: Personalize says: no such item")
        .contains("b.json.out, line 0: the file is empty");
    assertThat(
            application.s3.text(S3OnDisk.DATA, "quarantine/mixed_20261124-101500/bad-lines.json"))
        .contains("Personalize says: no such item")
        .doesNotContain("x1");
  }

  @Test
  void anErrorAfterTheLastBatchSpoilsThatSegmentOnly() {
    var job = application.jobs.add("late");
    var late = Lines.item("1", 25_001).replace("\"error\": null", "\"error\": \"too late\"");
    application.output("late", "a.json.out", late + Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(application.publishedNames()).containsExactly(ACTION);
    assertThat(application.told.get(0).text())
        .contains("a.json.out, line 1: Personalize says: too late");
  }

  @Test
  void aSegmentOfOneUserIsWhole() {
    var job = application.jobs.add("one");
    application.output("one", "a.json.out", Lines.item("1", 1));

    application.deliver(job);

    assertThat(application.published("item_1_20261124-101500.csv")).containsExactly("Id", "e-u0");
  }

  @Test
  void aSegmentOfSeveralBatchesIsWholeAndInOrder() {
    var job = application.jobs.add("large");
    application.output("large", "a.json.out", Lines.item("1", 25_001));

    application.deliver(job);

    var expected = IntStream.range(0, 25_001).mapToObj(i -> "e-u" + i).toList();
    var published = application.published("item_1_20261124-101500.csv");
    assertThat(published.subList(1, published.size())).isEqualTo(expected);
    assertThat(application.users.batches()).isEqualTo(3);
  }

  @Test
  void idsThatCsvMustQuoteAreQuoted() {
    application.users.add("u1", email("a,b"), email("say \"hi\""));
    var job = application.jobs.add("quoted");
    application.output("quoted", "a.json.out", Lines.item("1", "u1"));

    application.deliver(job);

    assertThat(application.published("item_1_20261124-101500.csv"))
        .containsExactly("Id", "\"a,b\"", "\"say \"\"hi\"\"\"");
  }

  @Test
  void aSegmentWithoutEndpointsIsAccountedForButNoFile() {
    application.users.others(user -> List.of());
    var job = application.jobs.add("nobody");
    application.output("nobody", "a.json.out", Lines.item("1", "u1", "u2"));

    application.deliver(job);

    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.told.get(0).text()).contains("left out: 2 unknown");
  }

  @Test
  void aSecondMessageDoesNothingTwice() {
    var job = application.jobs.add("twice");
    application.output("twice", "a.json.out", Lines.genre("Action", "a1"));
    application.deliver(job);
    application.s3.client().deleteObject(r -> r.bucket(S3OnDisk.IMPORT).key("pinpoint/" + ACTION));

    application.deliver(job);

    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.users.batches()).isEqualTo(1);
    assertThat(application.told).extracting("once").containsOnly("delivery/twice_20261124-101500");
  }

  @Test
  void whatWasCommittedIsPublishedThoughTheWorldHasChangedSince() throws Exception {
    application.addBranch(failingBranch("flaky"));
    var job = application.jobs.add("resumed");
    application.output("resumed", "a.json.out", Lines.genre("Action", "a1"));
    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("branch is full");
    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1");
    assertThat(application.told).isEmpty();

    application.removeBranch("flaky");
    application.addBranch(publishingBranch("flaky", "ALL"));
    application.users.others(user -> List.of(email("changed")));
    application.deliver(job);

    assertThat(application.published("ITEMSgenresAction_20261124-101500_flaky.csv"))
        .containsExactly("Id", "e-a1");
    assertThat(application.users.batches()).isEqualTo(1);
    assertThat(application.told).hasSize(1);
    application.removeBranch("flaky");
  }

  @Test
  void aFileWhoseBranchIsGoneIsWithdrawnAndTold() throws Exception {
    application.addBranch(failingBranch("gone"));
    var job = application.jobs.add("withdrawn");
    application.output("withdrawn", "a.json.out", Lines.genre("Action", "a1"));
    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("branch is full");
    application.removeBranch("gone");

    application.deliver(job);

    assertThat(application.publishedNames()).containsExactly(ACTION);
    assertThat(application.told.get(0).summary()).contains("1 files published, 1 withdrawn");
    assertThat(application.told.get(0).text())
        .contains("_gone.csv: withdrawn, since there is no branch gone any more");
  }

  @Test
  void eachBranchGetsItsOwnChannelsAndSegments() throws Exception {
    application.users.others(user -> List.of(email("e-" + user), sms("s-" + user)));
    application.addBranch(publishingBranch("text", "SMS"));
    var job = application.jobs.add("branches");
    application.output(
        "branches", "a.json.out", Lines.genre("Action", "a1") + Lines.genre("Comedy", "c1"));

    application.deliver(job);

    assertThat(application.publishedNames())
        .containsExactly(ACTION, "ITEMSgenresAction_20261124-101500_text.csv", COMEDY);
    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1", "s-a1");
    assertThat(application.published("ITEMSgenresAction_20261124-101500_text.csv"))
        .containsExactly("Id", "s-a1");
    application.removeBranch("text");
  }

  @Test
  void aLookUpWithoutAnAnswerStopsEverythingBeforeItIsDecided() {
    application.users.failWith(new IllegalStateException("Pinpoint is away"));
    var job = application.jobs.add("stopped");
    application.output("stopped", "a.json.out", Lines.genre("Action", "a1"));

    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("Pinpoint is away");

    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/")).isEmpty();
    assertThat(application.told).isEmpty();
  }

  /** Defect 6 of the reference. */
  @Test
  void twoJobsOfTheSameSecondBothPublish() {
    var first = application.jobs.add("first");
    var second = application.jobs.add("second");
    application.output("first", "a.json.out", Lines.genre("Action", "a1"));
    application.output("second", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(first);
    application.deliver(second);

    assertThat(application.publishedNames()).hasSize(2).contains(ACTION);
    assertThat(application.publishedNames().get(0))
        .matches("ITEMSgenresAction_20261124-101500-[0-9a-f]{6}\\.csv");
  }

  @Test
  void aFileOfTheUsersOwnIsNeverOverwritten() {
    application.s3.put(S3OnDisk.IMPORT, "pinpoint/" + ACTION, "mine");
    var job = application.jobs.add("polite");
    application.output("polite", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(application.published(ACTION)).containsExactly("mine");
    assertThat(application.publishedNames()).hasSize(2);
  }

  @Test
  void aPutThatMeetsAnotherIsLookedAtAndMadeAgain() {
    application.faulty.refuse(409);
    application.faulty.doAndAnswer(412);
    var job = application.jobs.add("conflict");
    application.output("conflict", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(application.publishedNames()).containsExactly(ACTION);
    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1");
  }

  @Test
  void aFailedJobIsToldWithItsReason() {
    var job = application.jobs.add("failed", "CREATE FAILED");

    application.deliver(job);

    assertThat(application.told).hasSize(1);
    assertThat(application.told.get(0).text()).contains("Reason: No such filter");
    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/")).isEmpty();
  }

  @Test
  void aJobWithoutOutputIsUndeliverable() {
    var job = application.jobs.add("nothing");

    assertThatThrownBy(() -> application.deliver(job))
        .hasRootCauseInstanceOf(Undeliverable.class)
        .hasStackTraceContaining("there is no .out file in s3://personalize-data/batch/");
    assertThat(application.told.get(0).text()).contains("there is no .out file in s3://");
  }

  @Test
  void aMessageThatNamesNoSegmentJobIsToldAndLeftToTheRedriveQueue() {
    assertThatThrownBy(() -> application.deliver("arn:aws:s3:::bucket"))
        .hasRootCauseInstanceOf(Undeliverable.class);

    assertThat(application.told.get(0).text())
        .contains("'arn:aws:s3:::bucket' is no batch segment job; expected arn:aws:personalize:");
  }

  @Test
  void aCommitThatIsNotOursIsLeftAlone() {
    var job = application.jobs.add("foreign");
    application.output("foreign", "a.json.out", Lines.genre("Action", "a1"));
    application.s3.put(S3OnDisk.DATA, "deliveries/foreign_20261124-101500/commit.json", "{\"x");

    assertThatThrownBy(() -> application.deliver(job))
        .hasStackTraceContaining("commit.json is no Commit as this application writes it");

    assertThat(application.record("foreign", "commit.json")).isEqualTo("{\"x");
    assertThat(application.publishedNames()).isEmpty();
  }

  /** More than one part of a multipart upload; ids as long as Personalize allows, nearly. */
  @Test
  void aLargeFileIsPutInPartsAndBearsItsMetadata() {
    var padding = "x".repeat(232);
    application.users.others(user -> List.of(email(user + "-" + "y".repeat(90))));
    var users =
        IntStream.range(0, 200_000)
            .mapToObj(i -> "%08d%s".formatted(i, padding))
            .toArray(String[]::new);
    var job = application.jobs.add("huge");
    application.output("huge", "a.json.out", Lines.item("1", users));
    int before = application.faulty.multipartUploads();

    application.deliver(job);

    var key = "pinpoint/item_1_20261124-101500.csv";
    assertThat(application.faulty.multipartUploads() - before).isEqualTo(2);
    assertThat(application.s3.metadata(S3OnDisk.IMPORT, key)).containsEntry("job", job);
    assertThat(application.published("item_1_20261124-101500.csv")).hasSize(200_001);
  }

  @Test
  void aFinishedJobIsOrderedOncePerJob() throws Exception {
    try (var template = application.context.createProducerTemplate()) {
      template.sendBody("direct:finished-job", "arn:aws:personalize:x");
    }

    var message = application.queues.sent.get(0);
    assertThat(message.messageBody()).isEqualTo("{\"job\":\"arn:aws:personalize:x\"}");
    assertThat(message.messageGroupId()).isEqualTo(Fingerprint.of("arn:aws:personalize:x"));
    assertThat(message.messageDeduplicationId()).isEqualTo(message.messageGroupId());
  }

  private static String failingBranch(String id) {
    return """
        - route:
            id: branch-%1$s
            from:
              uri: branch:%1$s
              parameters: {channels: ALL}
              steps:
                - throwException:
                    exceptionType: java.lang.IllegalStateException
                    message: branch is full
        """
        .formatted(id);
  }

  private static String publishingBranch(String id, String channels) {
    return """
        - route:
            id: branch-%1$s
            from:
              uri: branch:%1$s
              parameters: {channels: %2$s, segments: Action}
              steps:
                - to: direct:publish
        """
        .formatted(id, channels);
  }
}
