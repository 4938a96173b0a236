package org.segmentcourier.sandbox.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Inbox;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.SqsException;

@ExtendWith(Conformance.class)
class MessageMovesTest {

  private SqsClient sqs;

  @BeforeEach
  void connect(Sandbox shared) {
    sqs = shared.client(SqsClient.builder());
  }

  @Test
  void messagesThatSqsHasMovedGoBackToTheirQueue() {
    var redrive = queue("moved-redrive.fifo", Map.of());
    var queue = queue("moved.fifo", redrivePolicy(redrive, 1));
    send(queue, "a message");
    receiveOnce(queue);
    await("the message in the redrive queue").until(() -> receiveNothing(queue));

    sqs.startMessageMoveTask(task -> task.sourceArn(arn(redrive)));

    assertThat(ended(redrive).approximateNumberOfMessagesMoved()).isOne();
    assertThat(new Inbox(sqs, queue).take(1)).containsExactly("a message");
  }

  @Test
  void messagesThatSomebodySentToARedriveQueueNeedADestination() {
    var redrive = queue("sent-redrive", Map.of());
    var queue = queue("sent", redrivePolicy(redrive, 1));
    send(redrive, "a message");

    sqs.startMessageMoveTask(task -> task.sourceArn(arn(redrive)));
    assertThat(ended(redrive).failureReason()).isEqualTo("CouldNotDetermineMessageSource");

    sqs.startMessageMoveTask(task -> task.sourceArn(arn(redrive)).destinationArn(arn(queue)));
    assertThat(ended(redrive).approximateNumberOfMessagesMoved()).isOne();
    assertThat(new Inbox(sqs, queue).take(1)).containsExactly("a message");
  }

  @Test
  void onlyARedriveQueueGivesMessagesAway() {
    var queue = queue("ordinary", Map.of());

    assertThatThrownBy(() -> sqs.startMessageMoveTask(task -> task.sourceArn(arn(queue))))
        .isInstanceOf(SqsException.class)
        .hasMessageContaining("Source queue must be configured as a Dead Letter Queue.");
    assertThatThrownBy(() -> sqs.startMessageMoveTask(task -> task.sourceArn(arn(queue) + "-no")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private String queue(String name, Map<QueueAttributeName, String> attributes) {
    var all = new HashMap<>(attributes);
    if (name.endsWith(".fifo")) {
      all.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    return sqs.createQueue(request -> request.queueName(name).attributes(all)).queueUrl();
  }

  private Map<QueueAttributeName, String> redrivePolicy(String redrive, int receives) {
    return Map.of(
        QueueAttributeName.REDRIVE_POLICY,
        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}".formatted(arn(redrive), receives),
        QueueAttributeName.VISIBILITY_TIMEOUT,
        "0");
  }

  private void send(String queue, String body) {
    sqs.sendMessage(
        message -> {
          message.queueUrl(queue).messageBody(body);
          if (queue.endsWith(".fifo")) {
            message.messageGroupId("group").messageDeduplicationId("1");
          }
        });
  }

  private void receiveOnce(String queue) {
    await("the message").until(() -> !receiveNothing(queue));
  }

  private boolean receiveNothing(String queue) {
    return sqs.receiveMessage(request -> request.queueUrl(queue)).messages().isEmpty();
  }

  private ListMessageMoveTasksResultEntry ended(String redrive) {
    return await("the end of the task")
        .atMost(Duration.ofSeconds(20))
        .until(() -> newest(redrive), task -> !task.status().equals("RUNNING"));
  }

  private ListMessageMoveTasksResultEntry newest(String redrive) {
    return sqs.listMessageMoveTasks(request -> request.sourceArn(arn(redrive))).results().get(0);
  }

  private String arn(String queue) {
    return sqs.getQueueAttributes(
            request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
        .attributes()
        .get(QueueAttributeName.QUEUE_ARN);
  }
}
