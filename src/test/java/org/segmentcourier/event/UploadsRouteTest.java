package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.fake.InMemoryRoutesTest;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.notification.Refused;
import software.amazon.awssdk.core.exception.SdkClientException;

class UploadsRouteTest extends InMemoryRoutesTest {

  private static final Notification WRONG =
      new Notification("config/1", "config refused", "The config is wrong", "Line 3", Map.of());

  private static final Exception AWAY = SdkClientException.create("S3 is away");

  UploadsRouteTest() {
    super("uploads", "errors", "notifications");
    endIn("training-upload", "import-upload", "endpoint-feed");
  }

  @Test
  void eachUploadGoesToTheRoomThatItIsFor() throws Exception {
    mock("training-upload").expectedMessageCount(2);
    mock("import-upload").expectedMessageCount(1);
    mock("endpoint-feed").expectedMessageCount(1);

    var config = sqs.arrive(UPLOADS, upload("data", "train/a/config.json"));
    var queries = sqs.arrive(UPLOADS, upload("data", "batch/a/b/q.json"));
    var segment = sqs.arrive(UPLOADS, upload("import", "pinpoint/s.csv"));

    mock("training-upload").assertIsSatisfied();
    mock("import-upload").assertIsSatisfied();
    mock("endpoint-feed").assertIsSatisfied();
    assertThat(mock("import-upload").getExchanges().get(0).getMessage().getBody())
        .isEqualTo(new UploadEvent("import", "pinpoint/s.csv", "e1", 5, "01"))
        .isEqualTo(mock("endpoint-feed").getExchanges().get(0).getMessage().getBody());
    await().until(() -> sqs.isDeleted(config) && sqs.isDeleted(queries));
    await().until(() -> sqs.isDeleted(segment));
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

    var id = sqs.arrive(UPLOADS, message);

    await().until(() -> sqs.isDeleted(id));
    assertThat(Stream.of("training-upload", "import-upload").flatMap(this::uploadsTo))
        .extracting(UploadEvent::key)
        .singleElement()
        .asString()
        .matches("(train|pinpoint)/Ciné \\+ 100%[/ ]アクション.*");
  }

  private Stream<UploadEvent> uploadsTo(String room) {
    return mock(room).getExchanges().stream()
        .map(exchange -> exchange.getMessage().getBody(UploadEvent.class));
  }

  @Test
  void foldersAndWhatIsNotOursIsAcknowledged() throws Exception {

    sqs.arrive(UPLOADS, upload("data", "train/films/"));
    sqs.arrive(UPLOADS, upload("data", "deliveries/1/commit.json"));
    sqs.arrive(UPLOADS, upload("import", "train/config.json"));
    sqs.arrive(UPLOADS, upload("somebody-elses", "train/config.json"));
    var last = sqs.arrive(UPLOADS, Fixture.of("s3-test-event"));

    await().until(() -> sqs.isDeleted(last));
    assertThat(sqs.isDrained()).isTrue();
    assertThat(mock("training-upload").getReceivedCounter()).isZero();
    assertThat(mock("import-upload").getReceivedCounter()).isZero();
  }

  @Test
  void whatItsAuthorCanMendIsToldOnceAndAcknowledged() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(new Refused(WRONG)));

    var id = sqs.arrive(UPLOADS, upload("data", "train/a/config.json"));

    await().until(() -> sqs.isDeleted(id));
    assertThat(sns.published()).hasSize(1);
    assertThat(sns.published().get(0).message()).contains("The config is wrong");
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).isEmpty();
  }

  @Test
  void whatCantBeToldStaysInItsQueue() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(new Refused(WRONG)));
    sns.close(true);

    var id = sqs.arrive(UPLOADS, upload("data", "train/a/config.json"));

    var next = sqs.arrive(UPLOADS, Fixture.of("s3-test-event"));
    await().until(() -> sqs.isDeleted(next));
    assertThat(sqs.isDeleted(id)).isFalse();
  }

  /** An outage of S3 or SNS alone: messages are received all the while. */
  @Test
  @Tag("R7")
  void whatPassesUsesUpNoTriesAndIsPutOff() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(AWAY));

    var id = sqs.arriveAgain(UPLOADS, upload("data", "train/a/config.json"), 5);

    await().until(() -> sqs.pause(id).isPresent());
    assertThat(sqs.pause(id).orElseThrow()).isBetween(seconds(4), seconds(5));
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).isEmpty();
  }

  @Test
  void whatHasBeenPutOffForLongIsPutOffForLonger() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(AWAY));
    var message = upload("data", "train/a/config.json");

    var minutes = sqs.arriveAgain(UPLOADS, message, 9, Duration.ofMinutes(30));
    var hours = sqs.arriveAgain(UPLOADS, message, 99, Duration.ofHours(3));

    await().until(() -> sqs.pause(minutes).isPresent() && sqs.pause(hours).isPresent());
    assertThat(sqs.pause(minutes).orElseThrow()).isBetween(seconds(36), seconds(45));
    assertThat(sqs.pause(hours).orElseThrow()).isBetween(seconds(240), seconds(300));
  }

  @Test
  void whatDoesNotPassInTimeIsSetAsideWithItsReasonAndTold() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(AWAY));

    var id = sqs.arriveAgain(UPLOADS, upload("data", "train/a"), 150, Duration.ofHours(7));

    await().until(() -> sqs.isDeleted(id));
    assertThat(reasonsSetAside()).singleElement().asString().contains("S3 is away");
    assertThat(sns.published()).hasSize(1);
  }

  /** Received at last by a container that works on it, after hours in which others died with it. */
  @Test
  void whatWasNotTriedOftenEnoughIsTriedAgainWhateverTheTime() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(AWAY));

    var id = sqs.arriveAgain(UPLOADS, upload("data", "train/a"), 4, Duration.ofHours(7));

    await().until(() -> sqs.pause(id).isPresent());
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).isEmpty();
  }

  @Test
  void whatCantBeToldAtTheMomentUsesUpNoTries() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(new Refused(WRONG)));
    sns.close(true);

    var id = sqs.arriveAgain(UPLOADS, upload("data", "train/a/config.json"), 5);

    await().until(() -> sqs.pause(id).isPresent());
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).isEmpty();
  }

  /** It stays where it is; SQS moves it if need be. */
  @Test
  void whatTheRedriveQueueDoesNotTakeStaysInItsQueue() throws Exception {
    sqs.close(UPLOADS_REDRIVE);

    var id = sqs.arriveAgain(UPLOADS, "no event", 5);
    var next = sqs.arrive(UPLOADS, Fixture.of("s3-test-event"));

    await().until(() -> sqs.isDeleted(next));
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sns.published()).hasSize(1);
  }

  @Test
  void whatNobodyUnderstandsIsSetAsideAsItCame() throws Exception {
    var failure = new NotUnderstood("no such format", "aws.s3");
    mock("training-upload").whenAnyExchangeReceived(throwing(failure));
    var message = upload("data", "train/a/config.json");

    var id = sqs.arrive(UPLOADS, message);

    await().until(() -> sqs.isDeleted(id));
    var aside = sqs.sentTo(UPLOADS_REDRIVE).get(0);
    assertThat(aside.messageBody()).isEqualTo(message);
    assertThat(aside.messageAttributes().get("reason").stringValue()).isEqualTo("no such format");
    assertThat(aside.messageAttributes().get("origin").stringValue())
        .isEqualTo("aws.s3, by queue uploads");
  }

  @Test
  void oneUploadThatFailsDoesNotStopTheOthersOfItsMessage() throws Exception {
    mock("training-upload")
        .whenExchangeReceived(1, throwing(new IllegalStateException("the queue is away")));
    var both = twoUploads();

    var id = sqs.arrive(UPLOADS, both);
    var next = sqs.arrive(UPLOADS, upload("import", "pinpoint/s.csv"));

    await().until(() -> sqs.isDeleted(next));
    assertThat(mock("training-upload").getReceivedCounter()).isEqualTo(2);
    assertThat(sqs.isDeleted(id)).isFalse();
  }

  /** Set aside first, what is good of it would wait for somebody. */
  @Test
  void whatIsNotUnderstoodOfAMessageDoesNotStopTheOthersAndIsToldOnce() throws Exception {
    var message = oneUploadOfTwo();

    var id = sqs.arrive(UPLOADS, message);

    await().until(() -> sqs.isDeleted(id));
    assertThat(mock("training-upload").getReceivedCounter()).isEqualTo(1);
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).hasSize(1);
    assertThat(sqs.sentTo(UPLOADS_REDRIVE).get(0).messageBody()).isEqualTo(message);
    assertThat(reasonsSetAside())
        .containsExactly(
            "record 1 of 2: the record's eventSource is 'aws:sqs'; only 'aws:s3' is expected."
                + " The others were taken up");
    assertThat(sns.published()).hasSize(1);
  }

  @Test
  void whatIsNotUnderstoodOfAMessageWaitsUntilTheOthersAreTakenUp() throws Exception {
    mock("training-upload").whenAnyExchangeReceived(throwing(AWAY));

    var id = sqs.arrive(UPLOADS, oneUploadOfTwo());

    await().until(() -> sqs.pause(id).isPresent());
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).isEmpty();
  }

  /** Two of its uploads fail, one passes; the message is one. */
  @Test
  void aMessageOfSeveralUploadsIsSetAsideOnceAtItsLastReceive() throws Exception {
    mock("training-upload")
        .whenAnyExchangeReceived(throwing(new IllegalStateException("the queue is away")));
    var both = twoUploads();

    var id = sqs.arriveAgain(UPLOADS, both, 5);

    await().until(() -> sqs.isDeleted(id));
    assertThat(mock("training-upload").getReceivedCounter()).isEqualTo(2);
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).hasSize(1);
    assertThat(sqs.sentTo(UPLOADS_REDRIVE).get(0).messageAttributes())
        .extractingByKey("origin")
        .extracting("stringValue", as(STRING))
        .startsWith("s3://data/train/")
        .contains(", s3://data/train/")
        .endsWith(", by queue uploads");
    assertThat(sns.published()).hasSize(1);
  }

  /** Set aside at once, nobody would ever be told. */
  @Test
  void whatIsToBeSetAsideWaitsUntilPeopleCanBeTold() throws Exception {
    mock("training-upload")
        .whenAnyExchangeReceived(throwing(new IllegalStateException("the queue is away")));
    sns.close(true);

    var failing = sqs.arriveAgain(UPLOADS, upload("data", "train/a/config.json"), 5);
    var strange = sqs.arrive(UPLOADS, "no event");

    await().until(() -> sqs.pause(failing).isPresent() && sqs.pause(strange).isPresent());
    assertThat(sqs.isDeleted(failing)).isFalse();
    assertThat(sqs.isDeleted(strange)).isFalse();
    assertThat(sqs.sentTo(UPLOADS_REDRIVE)).isEmpty();
  }

  /** SQS would move it without a reason in the end. */
  @Test
  void whatCouldNotBeToldInTimeIsSetAsideWithItsReasonAllTheSame() throws Exception {
    mock("training-upload")
        .whenAnyExchangeReceived(throwing(new IllegalStateException("the queue is away")));
    sns.close(true);

    var message = upload("data", "train/a/config.json");
    var id = sqs.arriveAgain(UPLOADS, message, 150, Duration.ofHours(7));

    await().until(() -> sqs.isDeleted(id));
    assertThat(reasonsSetAside()).singleElement().asString().contains("the queue is away");
  }

  private static Duration seconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }

  private Stream<String> reasonsSetAside() {
    return sqs.sentTo(UPLOADS_REDRIVE).stream()
        .map(aside -> aside.messageAttributes().get("reason").stringValue());
  }

  private static String twoUploads() {
    return Fixture.of("s3-records")
        .replace("ObjectRemoved:Delete", "ObjectCreated:Put")
        .replace("segment-import", "data")
        .replace("pinpoint/", "train/");
  }

  /** The first of its records is nobody's. */
  private static String oneUploadOfTwo() {
    return twoUploads().replaceFirst("aws:s3\"", "aws:sqs\"");
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
