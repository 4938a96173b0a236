package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.fake.RoutesUnderTest;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.notification.Refused;

class UploadsRouteTest {

  private final RoutesUnderTest routes = new RoutesUnderTest();

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void eachUploadGoesToTheRoomThatItIsFor() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    routes.mock("training-upload").expectedMessageCount(2);
    routes.mock("import-upload").expectedMessageCount(1);

    var config = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "train/a/config.json"));
    var queries = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "batch/a/b/q.json"));
    var segment = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("import", "pinpoint/s.csv"));

    routes.mock("training-upload").assertIsSatisfied();
    routes.mock("import-upload").assertIsSatisfied();
    assertThat(routes.mock("import-upload").getExchanges().get(0).getMessage().getBody())
        .isEqualTo(new UploadEvent("import", "pinpoint/s.csv", "e1", 5, "01"));
    await().until(() -> routes.sqs.isDeleted(config) && routes.sqs.isDeleted(queries));
    await().until(() -> routes.sqs.isDeleted(segment));
  }

  static Stream<String> envelopes() {
    var detail =
        """
        {"bucket": {"name": "import"}, "object": {"key": "pinpoint/Ciné + 100% アクション.csv"}}""";
    return Stream.of(
            Fixture.of("eventbridge"),
            Fixture.bySns("eventbridge"),
            Fixture.of("s3-records"),
            Fixture.bySns("s3-records"),
            detail)
        .map(body -> body.replace("personalize-data", "data").replace("segment-import", "import"));
  }

  /** Defect 8 of the reference: keys are not decoded. */
  @ParameterizedTest
  @MethodSource("envelopes")
  void aKeyArrivesAsItIsInWhateverEnvelope(String message) throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");

    var id = routes.sqs.arrive(RoutesUnderTest.UPLOADS, message);

    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(Stream.of("training-upload", "import-upload").flatMap(this::uploadsTo))
        .extracting(UploadEvent::key)
        .singleElement()
        .asString()
        .matches("(train|pinpoint)/Ciné \\+ 100%[/ ]アクション.*");
  }

  private Stream<UploadEvent> uploadsTo(String room) {
    return routes.mock(room).getExchanges().stream()
        .map(exchange -> exchange.getMessage().getBody(UploadEvent.class));
  }

  @Test
  void foldersAndWhatIsNotOursIsAcknowledged() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");

    routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "train/films/"));
    routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "deliveries/1/commit.json"));
    routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("import", "train/config.json"));
    routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("somebody-elses", "train/config.json"));
    var last = routes.sqs.arrive(RoutesUnderTest.UPLOADS, Fixture.of("s3-test-event"));

    await().until(() -> routes.sqs.isDeleted(last));
    assertThat(routes.sqs.isDrained()).isTrue();
    assertThat(routes.mock("training-upload").getReceivedCounter()).isZero();
    assertThat(routes.mock("import-upload").getReceivedCounter()).isZero();
  }

  @Test
  void whatItsAuthorCanMendIsToldOnceAndAcknowledged() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    var wrong = new Notification("config/1", "The config is wrong", "Line 3", Map.of());
    routes.mock("training-upload").whenAnyExchangeReceived(throwing(new Refused(wrong)));

    var id = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "train/a/config.json"));

    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(routes.sns.published()).hasSize(1);
    assertThat(routes.sns.published().get(0).message()).contains("The config is wrong");
    assertThat(routes.sqs.sentTo(RoutesUnderTest.UPLOADS_REDRIVE)).isEmpty();
  }

  @Test
  void whatCantBeToldStaysInItsQueue() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    var wrong = new Notification("config/1", "The config is wrong", "Line 3", Map.of());
    routes.mock("training-upload").whenAnyExchangeReceived(throwing(new Refused(wrong)));
    routes.sns.close(true);

    var id = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("data", "train/a/config.json"));

    var next = routes.sqs.arrive(RoutesUnderTest.UPLOADS, Fixture.of("s3-test-event"));
    await().until(() -> routes.sqs.isDeleted(next));
    assertThat(routes.sqs.isDeleted(id)).isFalse();
  }

  @Test
  void whatCantBeToldIsSetAsideAtItsLastReceive() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    var wrong = new Notification("config/1", "The config is wrong", "Line 3", Map.of());
    routes.mock("training-upload").whenAnyExchangeReceived(throwing(new Refused(wrong)));
    routes.sns.close(true);

    var id =
        routes.sqs.arriveAgain(RoutesUnderTest.UPLOADS, upload("data", "train/a/config.json"), 5);

    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(routes.sqs.sentTo(RoutesUnderTest.UPLOADS_REDRIVE))
        .singleElement()
        .satisfies(
            aside ->
                assertThat(aside.messageAttributes().get("reason").stringValue())
                    .contains("the topic is away"));
  }

  /** It stays where it is; SQS moves it if need be. */
  @Test
  void whatTheRedriveQueueDoesNotTakeStaysInItsQueue() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    routes.sqs.close(RoutesUnderTest.UPLOADS_REDRIVE);

    var id = routes.sqs.arriveAgain(RoutesUnderTest.UPLOADS, "no event", 5);
    var next = routes.sqs.arrive(RoutesUnderTest.UPLOADS, Fixture.of("s3-test-event"));

    await().until(() -> routes.sqs.isDeleted(next));
    assertThat(routes.sqs.isDeleted(id)).isFalse();
    assertThat(routes.sns.published()).isEmpty();
  }

  @Test
  void whatNobodyUnderstandsIsSetAsideAsItCame() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    var failure = new NotUnderstood("no such format", "aws.s3");
    routes.mock("training-upload").whenAnyExchangeReceived(throwing(failure));
    var message = upload("data", "train/a/config.json");

    var id = routes.sqs.arrive(RoutesUnderTest.UPLOADS, message);

    await().until(() -> routes.sqs.isDeleted(id));
    var aside = routes.sqs.sentTo(RoutesUnderTest.UPLOADS_REDRIVE).get(0);
    assertThat(aside.messageBody()).isEqualTo(message);
    assertThat(aside.messageAttributes().get("reason").stringValue()).isEqualTo("no such format");
    assertThat(aside.messageAttributes().get("origin").stringValue())
        .isEqualTo("aws.s3, by queue uploads");
  }

  @Test
  void oneUploadThatFailsDoesNotStopTheOthersOfItsMessage() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    routes
        .mock("training-upload")
        .whenExchangeReceived(1, throwing(new IllegalStateException("the queue is away")));
    var both =
        Fixture.of("s3-records")
            .replace("ObjectRemoved:Delete", "ObjectCreated:Put")
            .replace("segment-import", "data")
            .replace("pinpoint/", "train/");

    var id = routes.sqs.arrive(RoutesUnderTest.UPLOADS, both);
    var next = routes.sqs.arrive(RoutesUnderTest.UPLOADS, upload("import", "pinpoint/s.csv"));

    await().until(() -> routes.sqs.isDeleted(next));
    assertThat(routes.mock("training-upload").getReceivedCounter()).isEqualTo(2);
    assertThat(routes.sqs.isDeleted(id)).isFalse();
  }

  /** Two of its uploads fail, one passes; the message is one. */
  @Test
  void aMessageOfSeveralUploadsIsSetAsideOnceAtItsLastReceive() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    routes
        .mock("training-upload")
        .whenAnyExchangeReceived(throwing(new IllegalStateException("the queue is away")));
    var both =
        Fixture.of("s3-records")
            .replace("ObjectRemoved:Delete", "ObjectCreated:Put")
            .replace("segment-import", "data")
            .replace("pinpoint/", "train/");

    var id = routes.sqs.arriveAgain(RoutesUnderTest.UPLOADS, both, 5);

    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(routes.mock("training-upload").getReceivedCounter()).isEqualTo(2);
    assertThat(routes.sqs.sentTo(RoutesUnderTest.UPLOADS_REDRIVE)).hasSize(1);
    assertThat(routes.sqs.sentTo(RoutesUnderTest.UPLOADS_REDRIVE).get(0).messageAttributes())
        .extractingByKey("origin")
        .extracting("stringValue", as(STRING))
        .startsWith("s3://data/train/")
        .contains(", s3://data/train/")
        .endsWith(", by queue uploads");
    assertThat(routes.sns.published()).hasSize(1);
  }

  /** SQS would move it without a reason, now that it has failed at its last receive. */
  @Test
  void whatCantBeToldIsSetAsideWithItsReasonAllTheSame() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    routes
        .mock("training-upload")
        .whenAnyExchangeReceived(throwing(new IllegalStateException("the queue is away")));
    routes.sns.close(true);

    var id =
        routes.sqs.arriveAgain(RoutesUnderTest.UPLOADS, upload("data", "train/a/config.json"), 5);

    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(routes.sqs.sentTo(RoutesUnderTest.UPLOADS_REDRIVE))
        .singleElement()
        .satisfies(
            aside ->
                assertThat(aside.messageAttributes().get("reason").stringValue())
                    .contains("the queue is away"));
  }

  @Test
  void whatNobodyUnderstandsIsSetAsideOnceThoughItCantBeTold() throws Exception {
    routes.endIn("training-upload", "import-upload").start("uploads", "errors", "notifications");
    routes.sns.close(true);

    var id = routes.sqs.arrive(RoutesUnderTest.UPLOADS, "no event");

    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(routes.sqs.sentTo(RoutesUnderTest.UPLOADS_REDRIVE)).hasSize(1);
  }

  private static Processor throwing(Exception failure) {
    return exchange -> {
      throw failure;
    };
  }

  private static String upload(String bucket, String key) {
    return """
        {"bucket": {"name": "%s"}, "object": {"key": "%s", "etag": "e1", "size": 5, "sequencer": "01"}}"""
        .formatted(bucket, key);
  }
}
