package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.camel.Processor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.RoutesUnderTest;
import org.segmentcourier.training.personalize.FakePersonalize;

/**
 * A message of the training queue that fails is tried again, and at its last receive set aside with
 * its reason: the routes of training under the error policy, all as they are shipped.
 */
class TrainingErrorsTest {

  private static final String QUEUE = "http://sqs/1/training.fifo";
  private static final String REDRIVE = "http://sqs/1/training-redrive.fifo";
  private static final int LAST = 5;
  private static final String START =
      """
      {"message": "start", "datasetGroup": "bookshop", "cause": "0123456789abcdef"}""";
  private static final String NO_TICK = "no tick";

  private final FakeS3 s3 = new FakeS3();
  private final FakePersonalize personalize = new FakePersonalize(s3::now);
  private final RoutesUnderTest routes = new RoutesUnderTest();

  @BeforeEach
  void start() throws Exception {
    routes.bind("s3", s3).bind("personalize", personalize).endIn("announce");
    new TrainingConfiguration().configure(routes.context());
    routes.start("training", "errors", "notifications");
    Bookshop.putAll(s3);
    s3.pass(3600);
  }

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aLookThatFailsIsTriedAgain() {
    personalize.forbid("CreateDatasetGroup");

    assertThatIsKept(routes.sqs.arriveAgain(QUEUE, tick(), LAST - 1));
  }

  @Test
  void aLookThatFailsAtTheLastReceiveIsSetAsideAndTold() {
    personalize.forbid("CreateDatasetGroup");
    String tick = tick();

    assertThatIsSetAside(routes.sqs.arriveAgain(QUEUE, tick, LAST), tick, "CreateDatasetGroup");
  }

  @Test
  void aBugInALookIsTriedAgain() {
    personalize.throttle(TrainingErrorsTest::bug);

    assertThatIsKept(routes.sqs.arriveAgain(QUEUE, tick(), LAST - 1));
  }

  @Test
  void aBugInALookIsSetAsideAndToldAtTheLastReceive() {
    personalize.throttle(TrainingErrorsTest::bug);
    String tick = tick();

    assertThatIsSetAside(routes.sqs.arriveAgain(QUEUE, tick, LAST), tick, "a bug");
  }

  @Test
  void aStartThatFailsIsTriedAgain() {
    s3.breakListing(new IllegalStateException("a bug"));

    assertThatIsKept(routes.sqs.arriveAgain(QUEUE, START, LAST - 1));
  }

  @Test
  void aStartThatFailsAtTheLastReceiveIsSetAsideAndTold() {
    s3.breakListing(new IllegalStateException("a bug"));

    assertThatIsSetAside(routes.sqs.arriveAgain(QUEUE, START, LAST), START, "a bug");
  }

  @Test
  void aStateChangeThatIsNotAnnouncedFailsItsTick() {
    routes.mock("announce").whenAnyExchangeReceived(failing());

    assertThatIsKept(routes.sqs.arriveAgain(QUEUE, tick(), LAST - 1));
    assertThat(routes.sqs.sentTo(QUEUE)).isEmpty();
  }

  @Test
  void aStateChangeThatIsNotAnnouncedAtTheLastReceiveSetsItsTickAside() {
    routes.mock("announce").whenAnyExchangeReceived(failing());
    String tick = tick();

    assertThatIsSetAside(routes.sqs.arriveAgain(QUEUE, tick, LAST), tick, "the bus is away");
    assertThat(routes.sqs.sentTo(QUEUE)).isEmpty();
  }

  /** SQS counts receives, not we: what passes by waiting must not use them up. */
  @Test
  void whatPassesByWaitingIsNotSetAsideEvenAtTheLastReceive() {
    personalize.throttle(operation -> true);

    var id = routes.sqs.arriveAgain(QUEUE, tick(), LAST);

    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(routes.sqs.sentTo(QUEUE)).isNotEmpty();
    assertThat(routes.sqs.sentTo(REDRIVE)).isEmpty();
  }

  private void assertThatIsKept(String id) {
    var next = routes.sqs.arrive(QUEUE, NO_TICK);

    await().until(() -> routes.sqs.isDeleted(next));
    assertThat(routes.sqs.isReceived(id)).isTrue();
    assertThat(routes.sqs.isDeleted(id)).isFalse();
    assertThat(routes.sqs.sentTo(REDRIVE)).hasSize(1); // what came next is set aside
  }

  private void assertThatIsSetAside(String id, String message, String reason) {
    await().until(() -> routes.sqs.isDeleted(id));
    assertThat(routes.sqs.sentTo(REDRIVE))
        .singleElement()
        .satisfies(aside -> assertThat(aside.messageBody()).isEqualTo(message))
        .extracting(aside -> aside.messageAttributes().get("reason").stringValue())
        .asString()
        .contains(reason);
    assertThat(routes.sns.published())
        .singleElement()
        .satisfies(told -> assertThat(told.message()).contains(reason));
  }

  /** The first tick of the run that has these inputs. */
  private String tick() {
    var inputs = new TrainingFiles(s3, FakeS3.BUCKET).inputs(Bookshop.GROUP, Bookshop.CONFIG);
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
