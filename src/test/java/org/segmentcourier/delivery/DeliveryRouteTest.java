package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;
import static org.segmentcourier.delivery.KnownUsers.sms;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.endpoint.Endpoint;

/** What is published of a job's output, and what people are told of it. */
class DeliveryRouteTest extends DeliveryTest {

  /** It would put the file somewhere else, or do something else. */
  @Test
  void whatABranchHasToldS3BeforeIsNoneOfItsPublication() throws Exception {
    application.addBranch(
        """
        - route:
            id: branch-copies
            from:
              uri: branch:copies
              parameters: {channels: ALL}
              steps:
                - setHeader: {name: CamelAwsS3OverrideBucketName, constant: "%s"}
                - setHeader: {name: CamelAwsS3Operation, constant: deleteObject}
                - to: direct:publish
        """
            .formatted(S3OnDisk.DATA));
    application.output("copies", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(application.jobs.add("copies"));

    application.removeBranch("copies");
    assertThat(application.publishedNames())
        .containsExactlyInAnyOrder(ACTION, ACTION.replace(".csv", "_copies.csv"));
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
    assertThat(notification.subject()).isEqualTo("delivered 1 segment file of job");
    assertThat(notification.summary())
        .isEqualTo("Batch segment job job is delivered: 1 segment, 1 file published, 1 endpoint");
    assertThat(notification.text())
        .startsWith("Batch segment job " + job + " is delivered.\n1 segment, 1 file published")
        .contains("ITEMS.genres = \"Action\" (a.json.out, line 1): 3 users")
        .contains("branch all: 1 user, 1 endpoint; left out: 1 unknown, 1 opted out")
        .contains(ACTION + ": 1 endpoint\n");
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
    assertThat(application.users.expected()).isEqualTo(4);
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
    assertThat(application.told.get(0).subject())
        .isEqualTo("delivered 2 segment files (4 lines left out) of mixed");
    assertThat(application.told.get(0).text())
        .contains("a.json.out, line 2: the line has neither users nor an error")
        .contains("a.json.out, line 4: the line ends in the middle of its JSON")
        .contains("a.json.out, line 5: Personalize says: no such item")
        .contains("b.json.out: the file is empty");
    assertThat(
            application.s3.text(S3OnDisk.DATA, "quarantine/mixed_20261124-101500/bad-lines.json"))
        .contains("Personalize says: no such item")
        .doesNotContain("x1");
  }

  @Test
  void aSegmentOfNobodyIsToldToHaveNoFile() {
    var job = application.jobs.add("nobody");
    application.output("nobody", "a.json.out", Lines.genre("Action") + Lines.item("1", 1));

    application.deliver(job);

    assertThat(application.publishedNames()).containsExactly("item_1_20261124-101500.csv");
    assertThat(application.told.get(0).text())
        .contains("line 1): 0 users", "branch all: 0 users, 0 endpoints; no file")
        .contains("branch all: 1 user, 1 endpoint\n");
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
    assertThat(application.told.get(0).text())
        .contains("left out: 2 unknown")
        .doesNotContain("Files");
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
  void aMessageThatIsNoOrderIsSetAsideAtFirstSight() {
    application.receive("{}", 1);

    assertThat(application.setAside())
        .singleElement()
        .satisfies(aside -> assertThat(aside.messageBody()).isEqualTo("{}"));
    assertThat(application.told).hasSize(1);
  }

  @Test
  void aFinishedJobIsOrderedOncePerJob() throws Exception {
    try (var template = application.context.createProducerTemplate()) {
      template.sendBody("direct:finished-job", "arn:aws:personalize:x");
    }

    var message = application.ordered().get(0);
    assertThat(message.messageBody()).isEqualTo("{\"job\":\"arn:aws:personalize:x\"}");
    assertThat(message.messageGroupId()).isEqualTo(Fingerprint.of("arn:aws:personalize:x"));
    assertThat(message.messageDeduplicationId()).isEqualTo(message.messageGroupId());
  }
}
