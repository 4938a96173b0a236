package org.segmentcourier.sandbox.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Inbox;
import org.segmentcourier.sandbox.Sandbox;
import org.segmentcourier.sandbox.control.ControlClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SqsException;

@ExtendWith(Conformance.class)
class QueueBehaviourTest {

  private Sandbox sandbox;
  private SqsClient sqs;

  @BeforeEach
  void connect(Sandbox shared) {
    sandbox = shared;
    sqs = shared.client(SqsClient.builder());
  }

  @Test
  void aMessageInWorkHoldsBackItsGroupAndNoOther() {
    String queue = fifoQueue("groups");
    send(queue, "a", "a1");
    send(queue, "a", "a2");

    List<Message> inWork = new Inbox(sqs, queue).receive(1);
    send(queue, "b", "b1");
    List<Message> meanwhile = new Inbox(sqs, queue).receive(1);

    // A batch may have several messages of a group; while it is in work, nobody gets a later one.
    assertThat(inWork).extracting(Message::body).startsWith("a1");
    assertThat(meanwhile).extracting(Message::body).containsExactly("b1");
  }

  @Test
  void aMessageThatIsNotDeletedComesAgainBeforeItsSuccessor() {
    String queue = fifoQueue("again");
    send(queue, "c", "c1");
    send(queue, "c", "c2");
    sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(1));

    assertThat(new Inbox(sqs, queue).drain()).isEmpty();
    assertThat(new Inbox(sqs, queue).take(2)).containsExactly("c1", "c2");
  }

  @Test
  void aDelayedQueueShowsAMessageLater() {
    Instant sent = Instant.now();
    send(url("Delayed"), "group", "later");

    assertThat(inbox("Delayed").drain()).isEmpty();
    assertThat(inbox("Delayed").take(1)).containsExactly("later");
    assertThat(Duration.between(sent, Instant.now())).isGreaterThan(Duration.ofMillis(1900));
  }

  /** As by a client that has not found the queue's address. */
  @Test
  void aMessageToNoQueueIsABadRequest() {
    assertThatThrownBy(() -> sqs.sendMessage(message -> message.messageBody("x")))
        .isInstanceOfSatisfying(
            SqsException.class,
            refused -> {
              assertThat(refused.statusCode()).isEqualTo(400);
              assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("MissingParameter");
            });
  }

  @Test
  void aFifoQueueTakesNoDelayPerMessage() {
    String queue = fifoQueue("undelayed");

    assertThatThrownBy(
            () ->
                sqs.sendMessage(
                    m ->
                        m.queueUrl(queue)
                            .messageGroupId("g")
                            .messageDeduplicationId("id")
                            .delaySeconds(1)
                            .messageBody("x")))
        .isInstanceOf(SqsException.class);
  }

  @Test
  void aMessageThatFailsTooOftenGoesToTheRedriveQueue() {
    send(url("Retried"), "group", "poison");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              inbox("Retried").receive(0);
              return inbox("Redriven").receive(0).stream()
                  .anyMatch(message -> message.body().equals("poison"));
            });
  }

  @Test
  void aMessageWithTheSameDeduplicationIdIsTakenOnce() {
    String queue = fifoQueue("once");
    sendWithId(queue, "d", "the-same", "d1");
    sendWithId(queue, "d", "the-same", "d1 again");
    send(queue, "d", "d2");

    assertThat(new Inbox(sqs, queue).take(2)).containsExactly("d1", "d2");
  }

  @Test
  void standardQueuesDoubleAndShuffleWhenItIsOrdered() {
    order(Map.of("copies", 3));
    sqs.sendMessage(m -> m.queueUrl(url("Disorderly")).messageBody("thrice"));
    order(Map.of());

    assertThat(inbox("Disorderly").take(3)).containsExactly("thrice", "thrice", "thrice");
  }

  @Test
  void copiesThatAreSpreadComeOneAfterTheOtherInAnyOrder() {
    order(Map.of("copies", 2, "spread", 3, "seed", 7));
    var sent = IntStream.range(0, 10).mapToObj(i -> "spread " + i).toList();
    sent.forEach(body -> sqs.sendMessage(m -> m.queueUrl(url("Disorderly")).messageBody(body)));
    order(Map.of());

    var received = inbox("Disorderly").take(20);

    assertThat(received).containsExactlyInAnyOrderElementsOf(twice(sent));
    assertThat(received).isNotEqualTo(twice(sent));
    assertThat(received.stream().distinct().toList()).isNotEqualTo(sent);
  }

  private static List<String> twice(List<String> bodies) {
    return bodies.stream().flatMap(body -> Stream.of(body, body)).toList();
  }

  @Test
  void aFifoQueueCanNotBeMadeDisorderly() {
    var order = JsonNodeFactory.instance.objectNode();

    assertThatThrownBy(() -> new QueueFaults().order("in-order.fifo", order))
        .hasMessageContaining("neither doubles nor shuffles");
  }

  private void order(Map<String, Integer> order) {
    new ControlClient(sandbox.controlUri()).ask("PUT", "/queues/disorderly/disorder", order);
  }

  private void send(String queue, String group, String body) {
    sendWithId(queue, group, UUID.randomUUID().toString(), body);
  }

  private void sendWithId(String queue, String group, String id, String body) {
    sqs.sendMessage(
        m -> m.queueUrl(queue).messageGroupId(group).messageDeduplicationId(id).messageBody(body));
  }

  /** A queue with a visibility timeout of two seconds. */
  private String fifoQueue(String name) {
    return sqs.createQueue(
            create ->
                create
                    .queueName(name + ".fifo")
                    .attributesWithStrings(Map.of("FifoQueue", "true", "VisibilityTimeout", "2")))
        .queueUrl();
  }

  private Inbox inbox(String queue) {
    return new Inbox(sqs, url(queue));
  }

  private String url(String queue) {
    return sandbox.stack().outputs().get(queue);
  }
}
