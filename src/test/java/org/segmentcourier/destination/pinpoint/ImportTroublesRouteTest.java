package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.destination.ImportTicks;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.fake.RoutesUnderTest;
import software.amazon.awssdk.services.pinpoint.model.ForbiddenException;

/** What can go wrong with an import, and what becomes of its message. */
class ImportTroublesRouteTest {

  private static final String KEY = "pinpoint/ITEMSgenresAction_20261124-101500.csv";

  private final RoutesUnderTest routes = new RoutesUnderTest();

  @BeforeEach
  void start() throws Exception {
    routes.start("imports", "notifications", "errors");
  }

  @AfterEach
  void stop() {
    routes.close();
  }

  /** R18: a claim that is torn, empty or foreign. */
  @Test
  void aDamagedClaimIsToldByNameAndLeftAsItIs() {
    upload(KEY, "Id\ne1\n");
    await().until(() -> routes.sns.published().size() == 1);
    var claim =
        routes.s3.keys().stream()
            .filter(key -> key.matches("data/claims/pinpoint/\\w+\\.json"))
            .findFirst()
            .orElseThrow()
            .substring("data/".length());
    routes.s3.upload("data", claim, "", Instant.now());

    upload(KEY, "Id\ne1\n");

    await().until(() -> routes.sns.published().size() == 2);
    assertThat(routes.sns.published().get(1).message()).contains(claim, "damaged");
    assertThat(routes.pinpoint.started()).hasSize(1);
    await().until(routes.sqs::isDrained);
  }

  /** R6: throttled at every call, not only at the start of a job. */
  @Test
  void throttlingOfALookIsWaitedOut() {
    routes.pinpoint.throttleLooks(2);

    upload(KEY, "Id\ne1\n");

    await().until(() -> routes.sns.published().size() == 1);
    assertThat(routes.sns.published().get(0).message()).contains("IMPORT COMPLETE");
  }

  /** R26: each permission removed in turn. */
  @Test
  void aMissingPermissionLeavesTheMessageInItsQueue() {
    routes.pinpoint.refuseStarts(
        (ForbiddenException)
            ForbiddenException.builder().statusCode(403).message("not allowed").build());

    upload(KEY, "Id\ne1\n");

    await().until(() -> routes.sqs.isReceived("message-1"));
    var next = routes.sqs.arrive(RoutesUnderTest.IMPORTS, "hello");
    await().until(() -> routes.sqs.isDeleted(next));
    assertThat(routes.sqs.isDeleted("message-1")).isFalse();
    assertThat(routes.pinpoint.started()).isEmpty();
  }

  /** One message group holds all imports of a destination. */
  @Test
  void aFileThatMayNotBeReadIsToldOnceAndHoldsUpNoOther() {
    var secret = "pinpoint/secret.csv";
    var put = Instant.parse("2026-11-24T10:15:00Z");
    var upload = new UploadEvent("import", secret, "e1", 5, put.toString());
    routes.s3.forbid("import", secret);
    routes.tellOf(upload);
    routes.tellOf(upload);

    upload(KEY, "Id\ne1\n");

    await().until(() -> routes.sns.published().size() == 2);
    await().until(routes.sqs::isDrained);
    assertThat(routes.sns.published().get(0).message())
        .contains("s3://import/pinpoint/secret.csv", "may not be read", "s3:GetObject");
    assertThat(routes.sns.published().get(1).message()).contains("IMPORT COMPLETE");
    assertThat(routes.sns.published()).hasSize(2);
  }

  @Test
  void aMissingPermissionIsToldOnceRepeatingHasNotHelped() throws Exception {
    upload(KEY, "Id\ne1\n");
    await().until(() -> routes.sns.published().size() == 1);
    var tick = routes.sqs.sentTo(RoutesUnderTest.IMPORTS).get(0).messageBody();
    routes.s3.upload("import", KEY, "Id\ne2\n", Instant.now());
    routes.pinpoint.refuseStarts(
        (ForbiddenException)
            ForbiddenException.builder().statusCode(403).message("not allowed").build());
    var unknownVersion = tick.replaceFirst("\"etag\":\"[^\"]*\"", "\"etag\":\"\"");

    var id = routes.sqs.arriveAgain(RoutesUnderTest.IMPORTS, unknownVersion, 5);

    await().until(() -> routes.sqs.isDeleted(id));
    var aside = routes.sqs.sentTo(RoutesUnderTest.IMPORTS_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageBody()).isEqualTo(unknownVersion);
    assertThat(aside.get(0).messageAttributes().get("reason").stringValue())
        .contains("not allowed");
    assertThat(aside.get(0).messageAttributes().get("origin").stringValue())
        .startsWith("s3://import/pinpoint/")
        .endsWith(", by queue imports");
    assertThat(routes.sns.published()).hasSize(2);
    assertThat(routes.sns.published().get(1).message()).contains("not allowed");
  }

  @Test
  void aTickWhoseSuccessorCantBeSentStaysInItsQueue() {
    var id = arriveWhileNoneCanBeSent(1);

    await().until(() -> routes.sqs.isReceived(id));
    var next = routes.sqs.arrive(RoutesUnderTest.IMPORTS, "hello");
    await().until(() -> routes.sqs.isDeleted(next));
    assertThat(routes.sqs.isDeleted(id)).isFalse();
  }

  /** SQS itself would move it to the redrive queue, without a reason and without a word. */
  @Test
  void aTickWhoseSuccessorCanNeverBeSentIsSetAsideWithItsReasonAndTold() {
    var id = arriveWhileNoneCanBeSent(5);

    await().until(() -> routes.sqs.isDeleted(id));
    var aside = routes.sqs.sentTo(RoutesUnderTest.IMPORTS_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageAttributes().get("reason").stringValue())
        .contains("the queue is away");
    assertThat(routes.sns.published()).hasSize(1);
  }

  private String arriveWhileNoneCanBeSent(int receives) {
    var upload = new UploadEvent("import", KEY, "", 5, "1");
    var first = new ImportTicks(Duration.ofHours(6), Clock.systemUTC()).first("pinpoint", upload);
    routes.sqs.close(RoutesUnderTest.IMPORTS);
    return routes.sqs.arriveAgain(RoutesUnderTest.IMPORTS, json(first), receives);
  }

  private static String json(ImportTick tick) {
    try {
      return new ObjectMapper().writeValueAsString(tick);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aMessageThatIsNoTickIsSetAsideWithItsReason() {
    var id = routes.sqs.arrive(RoutesUnderTest.IMPORTS, "hello");

    await().until(() -> routes.sqs.isDeleted(id));
    var aside = routes.sqs.sentTo(RoutesUnderTest.IMPORTS_REDRIVE).get(0);
    assertThat(aside.messageBody()).isEqualTo("hello");
    assertThat(aside.messageAttributes().get("reason").stringValue()).contains("no tick");
    assertThat(aside.messageAttributes().get("origin").stringValue()).isEqualTo("queue imports");
    assertThat(aside.messageGroupId()).isNotEmpty();
    assertThat(routes.sns.published()).hasSize(1);
  }

  private void upload(String key, String content) {
    upload(key, content, Instant.now());
  }

  private void upload(String key, String content, Instant put) {
    routes.uploadToImport(key, content, put);
  }
}
