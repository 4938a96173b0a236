package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.fake.InMemoryRoutesTest;

class StateChangesRouteTest extends InMemoryRoutesTest {

  private static final String JOB =
      "arn:aws:personalize:us-east-1:123456789012:batch-segment-job/batch_films_1";

  private static final StateChange ACTIVE =
      new StateChange(JOB, "Batch Segment Job", "ACTIVE", 2820, "");

  StateChangesRouteTest() {
    super("state-changes", "notifications", "errors");
    endIn("finished-job");
  }

  @Test
  void aFinishedJobIsHandedOnWhoeverAnnouncedIt() throws Exception {
    var finished = mock("finished-job");
    finished.expectedBodiesReceived(JOB);

    var id = sqs.arrive(STATE_CHANGES, Fixture.of("state-change"));

    finished.assertIsSatisfied();
    await().until(() -> sqs.isDeleted(id));
  }

  @Test
  void anythingElseIsAcknowledged() throws Exception {
    var finished = mock("finished-job");
    finished.expectedMessageCount(0);
    var creating = Fixture.of("state-change").replace("ACTIVE", "CREATING");

    var id = sqs.arrive(STATE_CHANGES, creating);

    await().until(() -> sqs.isDeleted(id));
    finished.assertIsSatisfied();
  }

  @Test
  void aMessageThatFailsStaysInItsQueue() {
    mock("finished-job")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("the delivery queue is away");
            });

    var id = sqs.arrive(STATE_CHANGES, Fixture.of("state-change"));

    await().until(() -> mock("finished-job").getReceivedCounter() == 1);
    var next = sqs.arrive(STATE_CHANGES, Fixture.of("state-change"));
    await().until(() -> sqs.isReceived(next));
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sqs.sentTo(STATE_CHANGES_REDRIVE)).isEmpty();
  }

  /** SQS itself would move it to the redrive queue, without a reason and without a word. */
  @Test
  void aMessageThatFailsAtItsLastReceiveIsSetAsideWithItsReasonAndTold() {
    mock("finished-job")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("the delivery queue is away");
            });
    var body = Fixture.of("state-change");

    var id = sqs.arriveAgain(STATE_CHANGES, body, 5);

    await().until(() -> sqs.isDeleted(id));
    var aside = sqs.sentTo(STATE_CHANGES_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageBody()).isEqualTo(body);
    assertThat(aside.get(0).messageAttributes()).containsOnlyKeys("reason", "origin");
    assertThat(aside.get(0).messageAttributes().get("reason").stringValue())
        .contains("the delivery queue is away");
    assertThat(aside.get(0).messageAttributes().get("origin").stringValue())
        .startsWith("batch segment job arn:aws:personalize:")
        .endsWith(", by queue state-changes");
    assertThat(sns.published()).hasSize(1);
    assertThat(sns.published().get(0).message()).contains("the delivery queue is away");
  }

  @Test
  void aMessageThatFailsBeforeItsLastReceiveStaysInItsQueue() {
    mock("finished-job")
        .whenAnyExchangeReceived(
            exchange -> {
              throw new IllegalStateException("the delivery queue is away");
            });

    var id = sqs.arriveAgain(STATE_CHANGES, Fixture.of("state-change"), 4);

    var next = sqs.arrive(STATE_CHANGES, "{\"hello\": 1}");
    await().until(() -> sqs.isDeleted(next));
    assertThat(sqs.isDeleted(id)).isFalse();
    assertThat(sqs.sentTo(STATE_CHANGES_REDRIVE)).hasSize(1);
  }

  @Test
  void aMessageThatNobodyUnderstandsIsSetAsideAtFirstSightAndTold() {
    var id = sqs.arrive(STATE_CHANGES, "{\"hello\": 1}");

    await().until(() -> sqs.isDeleted(id));
    var aside = sqs.sentTo(STATE_CHANGES_REDRIVE);
    assertThat(aside).hasSize(1);
    assertThat(aside.get(0).messageBody()).isEqualTo("{\"hello\": 1}");
    assertThat(aside.get(0).messageAttributes()).containsOnlyKeys("reason", "origin");
    assertThat(sns.published()).hasSize(1);
    assertThat(sns.published().get(0).message()).contains("no state change");
  }

  @Test
  void aStateChangeIsAnnouncedByTheContract() {
    template.sendBody("direct:announce", ACTIVE);

    var event = events.taken().get(0);
    assertThat(event.source()).isEqualTo("solutions.aws.personalize");
    assertThat(event.detailType()).isEqualTo("Personalize Batch Segment Job State Change");
    assertThat(event.resources()).containsExactly(JOB);
    assertThat(event.eventBusName()).isEqualTo("bus-name");
    assertThat(event.detail())
        .isEqualTo("{\"Arn\":\"" + JOB + "\",\"Status\":\"ACTIVE\",\"Duration\":2820}");
  }

  @Test
  void anAnnouncementThatTheBusHasNotTakenIsRepeated() {
    events.refuse(2);

    template.sendBody("direct:announce", ACTIVE);

    assertThat(events.taken()).hasSize(1);
  }

  @Test
  void anAnnouncementThatTheBusDoesNotTakeIsAFailureThatPasses() {
    events.refuse(Integer.MAX_VALUE);

    assertThatThrownBy(() -> template.sendBody("direct:announce", ACTIVE))
        .hasRootCauseInstanceOf(NotYet.class)
        .rootCause()
        .hasMessageContaining("ThrottlingException");
  }
}
