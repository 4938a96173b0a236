package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.event.UploadEvent;
import software.amazon.awssdk.services.pinpoint.model.ForbiddenException;

/** What can go wrong with an import, and what becomes of its message. */
class ImportTroublesRouteTest extends ImportRoutesTest {

  /** Torn, empty or foreign. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{\"holder\": \"a", "{}", "null", "[]", "{\"id\": 7}", "hello"})
  @Tag("R18")
  void aDamagedClaimIsToldByNameAndLeftAsItIs(String content) {
    upload(KEY, "Id\ne1\n");
    await().until(() -> sns.published().size() == 1);
    var claim =
        s3.keys().stream()
            .filter(key -> key.matches("data/claims/pinpoint/\\w+\\.json"))
            .findFirst()
            .orElseThrow()
            .substring("data/".length());
    var etag = s3.upload("data", claim, content, Instant.now());

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 2);
    assertThat(sns.published().get(1).message()).contains(claim, "damaged");
    assertThat(s3.headObject(request -> request.bucket("data").key(claim)).eTag()).contains(etag);
    assertThat(pinpoint.started()).hasSize(1);
    await().until(sqs::isDrained);
  }

  /** R10: what was put is seen by nobody for a while, not even by who has put it. */
  @Test
  void aClaimThatIsNotSeenYetIsWaitedForAndUsedOnce() {
    s3.hide("data", "claims/");

    upload(KEY, "Id\ne1\n");
    await().until(() -> sqs.sentTo(IMPORTS).size() > 2);
    assertThat(s3.puts()).as("tries to take the claim").isLessThan(10);
    assertThat(pinpoint.started()).isEmpty();
    s3.show();

    await().until(() -> sns.published().size() == 1);
    assertThat(sns.published().get(0).message()).contains("IMPORT COMPLETE");
    assertThat(pinpoint.started()).hasSize(1);
    await().until(sqs::isDrained);
  }

  /** R6: throttled at every call, not only at the start of a job. */
  @Test
  void throttlingOfALookIsWaitedOut() {
    pinpoint.throttleLooks(2);

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(sns.published().get(0).message()).contains("IMPORT COMPLETE");
  }

  /** R26: each permission removed in turn. */
  @Test
  void aMissingPermissionLeavesTheMessageInItsQueue() {
    pinpoint.refuseStarts(
        (ForbiddenException)
            ForbiddenException.builder().statusCode(403).message("not allowed").build());

    upload(KEY, "Id\ne1\n");

    await().until(() -> sqs.isReceived("message-1"));
    var next = sqs.arrive(IMPORTS, "hello");
    await().until(() -> sqs.isDeleted(next));
    assertThat(sqs.isDeleted("message-1")).isFalse();
    assertThat(pinpoint.started()).isEmpty();
  }

  /** One message group holds all imports of a destination. */
  @Test
  void aFileThatMayNotBeReadIsToldOnceAndHoldsUpNoOther() {
    var secret = "pinpoint/secret.csv";
    var put = Instant.parse("2026-11-24T10:15:00Z");
    var upload = new UploadEvent("import", secret, "e1", 5, put.toString());
    s3.forbid("import", secret);
    tellOf(upload);
    tellOf(upload);

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 2);
    await().until(sqs::isDrained);
    assertThat(sns.published().get(0).message())
        .contains("s3://import/pinpoint/secret.csv", "may not be read", "s3:GetObject");
    assertThat(sns.published().get(1).message()).contains("IMPORT COMPLETE");
    assertThat(sns.published()).hasSize(2);
  }

  @Test
  void aMissingPermissionIsToldOnceRepeatingHasNotHelped() throws Exception {
    upload(KEY, "Id\ne1\n");
    await().until(() -> sns.published().size() == 1);
    var tick = sqs.sentTo(IMPORTS).get(0).messageBody();
    s3.upload("import", KEY, "Id\ne2\n", Instant.now());
    pinpoint.refuseStarts(
        (ForbiddenException)
            ForbiddenException.builder().statusCode(403).message("not allowed").build());
    var unknownVersion = tick.replaceFirst("\"etag\":\"[^\"]*\"", "\"etag\":\"\"");

    var id = sqs.arriveAgain(IMPORTS, unknownVersion, 5);

    await().until(() -> sqs.isDeleted(id));
    var aside = sqs.sentTo(IMPORTS_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageBody()).isEqualTo(unknownVersion);
    assertThat(aside.get(0).messageAttributes().get("reason").stringValue())
        .contains("not allowed");
    assertThat(aside.get(0).messageAttributes().get("origin").stringValue())
        .startsWith("s3://import/pinpoint/")
        .endsWith(", by queue imports");
    assertThat(sns.published()).hasSize(2);
    assertThat(sns.published().get(1).message()).contains("not allowed");
  }

  @Test
  void aTickWhoseSuccessorCantBeSentStaysInItsQueue() {
    var id = arriveWhileNoneCanBeSent(1);

    await().until(() -> sqs.isReceived(id));
    var next = sqs.arrive(IMPORTS, "hello");
    await().until(() -> sqs.isDeleted(next));
    assertThat(sqs.isDeleted(id)).isFalse();
  }

  /** SQS itself would move it to the redrive queue, without a reason and without a word. */
  @Test
  void aTickWhoseSuccessorCanNeverBeSentIsSetAsideWithItsReasonAndTold() {
    var id = arriveWhileNoneCanBeSent(5);

    await().until(() -> sqs.isDeleted(id));
    var aside = sqs.sentTo(IMPORTS_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageAttributes().get("reason").stringValue())
        .contains("the queue is away");
    assertThat(sns.published()).hasSize(1);
  }

  private String arriveWhileNoneCanBeSent(int receives) {
    sqs.close(IMPORTS);
    return sqs.arriveAgain(
        IMPORTS,
        """
        {"destination": "pinpoint", "bucket": "import", "key": "%s", "run": "1",
         "waiting": {"deadline": "%s"}}
        """
            .formatted(KEY, Instant.now().plusSeconds(60)),
        receives);
  }

  @Test
  void aMessageThatIsNoTickIsSetAsideWithItsReason() {
    var id = sqs.arrive(IMPORTS, "hello");

    await().until(() -> sqs.isDeleted(id));
    var aside = sqs.sentTo(IMPORTS_REDRIVE).get(0);
    assertThat(aside.messageBody()).isEqualTo("hello");
    assertThat(aside.messageAttributes().get("reason").stringValue()).contains("no tick");
    assertThat(aside.messageAttributes().get("origin").stringValue()).isEqualTo("queue imports");
    assertThat(aside.messageGroupId()).isNotEmpty();
    assertThat(sns.published()).hasSize(1);
  }

  /** Set aside near the end of its time; mending the cause took longer. */
  @Test
  void aTickThatIsMovedBackHasAllTheTimeAgain() {
    var job = pinpoint.plant("s3://import/" + KEY, "a.csv", "PROCESSING");
    var now = Instant.now();
    var tick =
        """
        {"destination": "pinpoint", "bucket": "import", "key": "%s", "run": "r", "number": 7,
         "job": "%s", "waiting": {"deadline": "%s"}}""";

    var moved = sqs.moveBack(IMPORTS, tick.formatted(KEY, job, now.plusSeconds(60)), now);
    var bySqs =
        sqs.moveBackByItself(IMPORTS, tick.formatted(KEY, job, now.minusSeconds(7200)), now);

    await().until(() -> sqs.isDeleted(moved) && sqs.isDeleted(bySqs));
    assertThat(sqs.sentTo(IMPORTS).subList(0, 2))
        .allSatisfy(
            next ->
                assertThat(next.messageBody())
                    .contains(now.plus(Duration.ofHours(6)).toString().substring(0, 19)));
    assertThat(sns.published()).isEmpty();
    pinpoint.change(job, "COMPLETED");
  }

  /** An outage of SNS alone. */
  @Test
  @Tag("R7")
  void anImportThatCantBeToldUsesUpNoTries() {
    pinpoint.plant("s3://import/" + KEY, "a.csv", "COMPLETED");
    sns.close(true);

    var id =
        sqs.arriveAgain(
            IMPORTS,
            """
            {"destination": "pinpoint", "bucket": "import", "key": "%s", "run": "r", "number": 7,
             "job": "%s"}"""
                .formatted(KEY, "job-none"),
            5);

    await().until(() -> sqs.pause(id).isPresent() || sqs.isDeleted(id));
    assertThat(sqs.sentTo(IMPORTS_REDRIVE)).isEmpty();
  }
}
