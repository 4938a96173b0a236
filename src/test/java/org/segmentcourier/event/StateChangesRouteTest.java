package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.RoutesUnderTest;

class StateChangesRouteTest {

  private static final String JOB =
      "arn:aws:personalize:us-east-1:123456789012:batch-segment-job/batch_films_1";

  private static final StateChange ACTIVE =
      new StateChange(JOB, "Batch Segment Job", "ACTIVE", 2820, "");

  private final RoutesUnderTest routes = new RoutesUnderTest();
  private ProducerTemplate producer;

  @BeforeEach
  void start() throws Exception {
    routes.endIn("finished-job").start("state-changes", "notifications", "errors");
    producer = routes.context().createProducerTemplate();
  }

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void aFinishedJobIsHandedOnWhoeverAnnouncedIt() throws Exception {
    var finished = routes.mock("finished-job");
    finished.expectedBodiesReceived(JOB);

    var id = routes.sqs.arrive(RoutesUnderTest.STATE_CHANGES, Fixture.of("state-change"));

    finished.assertIsSatisfied();
    await().until(() -> routes.sqs.isDeleted(id));
  }

  @Test
  void anythingElseIsAcknowledged() throws Exception {
    var finished = routes.mock("finished-job");
    finished.expectedMessageCount(0);
    var creating = Fixture.of("state-change").replace("ACTIVE", "CREATING");

    var id = routes.sqs.arrive(RoutesUnderTest.STATE_CHANGES, creating);

    await().until(() -> routes.sqs.isDeleted(id));
    finished.assertIsSatisfied();
  }

  @Test
  void aMessageThatFailsStaysInItsQueue() {
    routes
        .mock("finished-job")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("the delivery queue is away");
            });

    var id = routes.sqs.arrive(RoutesUnderTest.STATE_CHANGES, Fixture.of("state-change"));

    await().until(() -> routes.mock("finished-job").getReceivedCounter() == 1);
    var next = routes.sqs.arrive(RoutesUnderTest.STATE_CHANGES, Fixture.of("state-change"));
    await().until(() -> routes.sqs.isReceived(next));
    assertThat(routes.sqs.isDeleted(id)).isFalse();
    assertThat(routes.sqs.sentTo(RoutesUnderTest.STATE_CHANGES_REDRIVE)).isEmpty();
  }

  /** SQS itself would move it to the redrive queue, without a reason and without a word. */
  @Test
  void aMessageThatFailsAtItsLastReceiveIsSetAsideWithItsReasonAndTold() {
    routes
        .mock("finished-job")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("the delivery queue is away");
            });
    var body = Fixture.of("state-change");

    var id = routes.sqs.arriveAgain(RoutesUnderTest.STATE_CHANGES, body, 5);

    await().until(() -> routes.sqs.isDeleted(id));
    var aside = routes.sqs.sentTo(RoutesUnderTest.STATE_CHANGES_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageBody()).isEqualTo(body);
    assertThat(aside.get(0).messageAttributes()).containsOnlyKeys("reason", "origin");
    assertThat(aside.get(0).messageAttributes().get("reason").stringValue())
        .contains("the delivery queue is away");
    assertThat(aside.get(0).messageAttributes().get("origin").stringValue())
        .startsWith("batch segment job arn:aws:personalize:")
        .endsWith(", by queue state-changes");
    assertThat(routes.sns.published()).hasSize(1);
    assertThat(routes.sns.published().get(0).message()).contains("the delivery queue is away");
  }

  @Test
  void aMessageThatFailsBeforeItsLastReceiveStaysInItsQueue() {
    routes
        .mock("finished-job")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("the delivery queue is away");
            });

    var id = routes.sqs.arriveAgain(RoutesUnderTest.STATE_CHANGES, Fixture.of("state-change"), 4);

    var next = routes.sqs.arrive(RoutesUnderTest.STATE_CHANGES, "{\"hello\": 1}");
    await().until(() -> routes.sqs.isDeleted(next));
    assertThat(routes.sqs.isDeleted(id)).isFalse();
    assertThat(routes.sqs.sentTo(RoutesUnderTest.STATE_CHANGES_REDRIVE)).hasSize(1);
  }

  @Test
  void aMessageThatNobodyUnderstandsIsSetAsideAtFirstSightAndTold() {
    var id = routes.sqs.arrive(RoutesUnderTest.STATE_CHANGES, "{\"hello\": 1}");

    await().until(() -> routes.sqs.isDeleted(id));
    var aside = routes.sqs.sentTo(RoutesUnderTest.STATE_CHANGES_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageBody()).isEqualTo("{\"hello\": 1}");
    assertThat(aside.get(0).messageAttributes()).containsOnlyKeys("reason", "origin");
    assertThat(routes.sns.published()).hasSize(1);
    assertThat(routes.sns.published().get(0).message()).contains("no state change");
  }

  @Test
  void aStateChangeIsAnnouncedByTheContract() {
    producer.sendBody("direct:announce", ACTIVE);

    var event = routes.events.taken().get(0);
    assertThat(event.source()).isEqualTo("solutions.aws.personalize");
    assertThat(event.detailType()).isEqualTo("Personalize Batch Segment Job State Change");
    assertThat(event.resources()).containsExactly(JOB);
    assertThat(event.eventBusName()).isEqualTo("bus-name");
    assertThat(event.detail())
        .isEqualTo("{\"Arn\":\"" + JOB + "\",\"Status\":\"ACTIVE\",\"Duration\":2820}");
  }

  @Test
  void anAnnouncementThatTheBusHasNotTakenIsRepeated() {
    routes.events.refuse(2);

    producer.sendBody("direct:announce", ACTIVE);

    assertThat(routes.events.taken()).hasSize(1);
  }

  @Test
  void anAnnouncementThatTheBusNeverTakesIsAFailure() {
    routes.events.refuse(Integer.MAX_VALUE);

    assertThatThrownBy(() -> producer.sendBody("direct:announce", ACTIVE))
        .hasRootCauseInstanceOf(NotAnnounced.class)
        .rootCause()
        .hasMessageContaining("ThrottlingException");
  }
}
