package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.Processor;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.fake.InMemoryRoutesTest;
import org.segmentcourier.notification.NotificationConfiguration;
import org.segmentcourier.training.personalize.FakePersonalize;
import software.amazon.awssdk.core.exception.SdkClientException;

/**
 * A message of the training queue that fails is tried again, and at its last receive set aside with
 * its reason: the routes of training under the error policy, all as they are shipped.
 */
class TrainingErrorsTest extends InMemoryRoutesTest {

  private static final String QUEUE = "http://sqs/1/training.fifo";
  private static final String REDRIVE = "http://sqs/1/training-redrive.fifo";
  private static final int LAST = 5;
  private static final String START =
      """
      {"message": "start", "datasetGroup": "bookshop", "cause": "0123456789abcdef"}""";
  private static final String NO_TICK = "no tick";

  private final FakeS3 storage = new FakeS3();
  private final FakePersonalize personalize = new FakePersonalize(storage::now);

  TrainingErrorsTest() {
    super("training", "errors", "notifications");
    endIn("announce");
  }

  @Override
  protected void bindAws(Registry registry) {
    super.bindAws(registry);
    registry.unbind("s3");
    registry.bind("s3", storage);
    registry.bind("personalize", personalize);
  }

  @Override
  protected List<CamelConfiguration> rooms() {
    return List.of(new TrainingConfiguration(), new NotificationConfiguration());
  }

  @BeforeEach
  void upload() {
    Bookshop.putAll(storage);
    storage.pass(3600);
  }

  @Test
  void aLookThatFailsIsTriedAgain() {
    personalize.forbid("CreateDatasetGroup");

    assertThatIsKept(sqs.arriveAgain(QUEUE, tick(), LAST - 1));
  }

  @Test
  void aLookThatFailsAtTheLastReceiveIsSetAsideAndTold() {
    personalize.forbid("CreateDatasetGroup");
    String tick = tick();

    assertThatIsSetAside(sqs.arriveAgain(QUEUE, tick, LAST), tick, "CreateDatasetGroup");
  }

  @Test
  void aBugInALookIsTriedAgain() {
    personalize.throttle(TrainingErrorsTest::bug);

    assertThatIsKept(sqs.arriveAgain(QUEUE, tick(), LAST - 1));
  }

  @Test
  void aBugInALookIsSetAsideAndToldAtTheLastReceive() {
    personalize.throttle(TrainingErrorsTest::bug);
    String tick = tick();

    assertThatIsSetAside(sqs.arriveAgain(QUEUE, tick, LAST), tick, "a bug");
  }

  @Test
  void aStartThatFailsIsTriedAgain() {
    storage.breakListing(new IllegalStateException("a bug"));

    assertThatIsKept(sqs.arriveAgain(QUEUE, START, LAST - 1));
  }

  @Test
  void aStartThatFailsAtTheLastReceiveIsSetAsideAndTold() {
    storage.breakListing(new IllegalStateException("a bug"));

    assertThatIsSetAside(sqs.arriveAgain(QUEUE, START, LAST), START, "a bug");
  }

  /** Acknowledged before, a container's death would end the run. */
  @Test
  void aTickIsNotAcknowledgedBeforeTheNextOneIsSent() {
    sqs.close(QUEUE);

    assertThatIsKept(sqs.arriveAgain(QUEUE, tick(), LAST - 1));
  }

  @Test
  void aStateChangeThatIsNotAnnouncedFailsItsTick() {
    mock("announce").whenAnyExchangeReceived(failing());

    assertThatIsKept(sqs.arriveAgain(QUEUE, tick(), LAST - 1));
    assertThat(sqs.sentTo(QUEUE)).isEmpty();
  }

  @Test
  void aStateChangeThatIsNotAnnouncedAtTheLastReceiveSetsItsTickAside() {
    mock("announce").whenAnyExchangeReceived(failing());
    String tick = tick();

    assertThatIsSetAside(sqs.arriveAgain(QUEUE, tick, LAST), tick, "the bus is away");
    assertThat(sqs.sentTo(QUEUE)).isEmpty();
  }

  /** SQS counts receives, not we: what passes by waiting must not use them up. */
  @Test
  void whatPassesByWaitingIsNotSetAsideEvenAtTheLastReceive() {
    personalize.throttle(operation -> true);

    var id = sqs.arriveAgain(QUEUE, tick(), LAST);

    await().until(() -> sqs.isDeleted(id));
    assertThat(sqs.sentTo(QUEUE)).isNotEmpty();
    assertThat(sqs.sentTo(REDRIVE)).isEmpty();
  }

  /** Set aside at the end of its time, or near it; mending the cause took more than a day. */
  @Test
  void aTickThatIsMovedBackHasAllTheTimeAgain() {
    storage.pass(30 * 3600);

    var id = sqs.moveBack(QUEUE, tick(), storage.now());

    await().until(() -> sqs.isDeleted(id));
    assertThat(personalize.created).contains("bookshop");
    assertThat(sqs.sentTo(QUEUE))
        .first()
        .satisfies(
            next -> assertThat(next.messageBody()).contains(day(storage.now(), 1), "\"number\":2"));
    assertThat(sns.published()).isEmpty();
  }

  @Test
  void aTickHasAllTheTimeAgainThoughItIsNotOverYet() {
    storage.pass(20 * 3600);

    var id = sqs.moveBack(QUEUE, tick(), storage.now());

    await().until(() -> sqs.isDeleted(id));
    assertThat(sqs.sentTo(QUEUE))
        .first()
        .satisfies(next -> assertThat(next.messageBody()).contains(day(storage.now(), 1)))
        .satisfies(next -> assertThat(next.messageAttributes()).as("marked as moved").isEmpty());
  }

  /** It bears no mark; but nobody sends a tick after its time. */
  @Test
  void aTickThatSqsHadMovedHasAllTheTimeAgain() {
    storage.pass(30 * 3600);

    var id = sqs.moveBackByItself(QUEUE, tick(), storage.now());

    await().until(() -> sqs.isDeleted(id));
    assertThat(sqs.sentTo(QUEUE))
        .first()
        .satisfies(next -> assertThat(next.messageBody()).contains(day(storage.now(), 1)));
  }

  @Test
  void aStartThatIsMovedBackHasAllTheTimeAgain() {
    storage.breakListing(SdkClientException.create("S3 is away"));
    var late = "%s, \"number\": 9, \"attempt\": 9, \"deadline\": \"2026-11-24T12:00:00Z\"}";
    var start = late.formatted(START.substring(0, START.lastIndexOf('}')));

    var id = sqs.moveBack(QUEUE, start, Instant.now());

    await().until(() -> sqs.isDeleted(id));
    assertThat(sqs.sentTo(QUEUE)).isNotEmpty();
    assertThat(sqs.sentTo(REDRIVE)).isEmpty();
  }

  private static String day(Instant time, int later) {
    return "\"deadline\":\"" + time.plus(Duration.ofDays(later));
  }

  /** Throttled entries of a call that succeeded: no failure that the SDK knows of. */
  @Test
  void aBusThatIsBusyUsesUpNoTries() {
    mock("announce")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new NotYet("the bus has not taken it: ThrottlingException");
            });

    var id = sqs.arriveAgain(QUEUE, tick(), LAST);

    await().until(() -> sqs.pause(id).isPresent());
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sqs.sentTo(REDRIVE)).isEmpty();
  }

  private void assertThatIsKept(String id) {
    var next = sqs.arrive(QUEUE, NO_TICK);

    await().until(() -> sqs.isDeleted(next));
    assertThat(sqs.isReceived(id)).isTrue();
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sqs.sentTo(REDRIVE)).hasSize(1); // what came next is set aside
  }

  private void assertThatIsSetAside(String id, String message, String reason) {
    await().until(() -> sqs.isDeleted(id));
    assertThat(sqs.sentTo(REDRIVE))
        .singleElement()
        .satisfies(aside -> assertThat(aside.messageBody()).isEqualTo(message))
        .extracting(aside -> aside.messageAttributes().get("reason").stringValue())
        .asString()
        .contains(reason);
    assertThat(sns.published())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains(reason));
  }

  /** The first tick of the run that has these inputs. */
  private String tick() {
    var inputs = new TrainingFiles(storage, FakeS3.BUCKET).inputs(Bookshop.GROUP, Bookshop.CONFIG);
    return """
    {"message": "tick", "datasetGroup": "bookshop", "run": "%s", "number": 1, "started": "2026-11-24T10:00:00Z",
     "config": "%s", "patience": "2026-11-24T12:00:00Z", "deadline": "2026-11-25T10:00:00Z"}"""
        .formatted(inputs.run(), Bookshop.CONFIG);
  }

  private static boolean bug(String operation) {
    throw new IllegalStateException("a bug in " + operation);
  }

  private static Processor failing() {
    return exchange -> {
      throw new IllegalStateException("the bus is away");
    };
  }
}
