package org.segmentcourier.sandbox.queues;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.util.concurrent.RateLimiter;
import java.time.Instant;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * One task: every message of a queue that can be received goes to another, and is a new one there.
 */
final class MessageMove implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(MessageMove.class);

  private final Queues queues;
  private final String source;
  private final String destination;
  private final int perSecond;
  private final String handle = UUID.randomUUID().toString();
  private final Instant started = Instant.now();
  private volatile String status = "RUNNING";
  private volatile String failure = "";
  private volatile long moved;

  /**
   * @param destination its ARN; empty: each message goes back to where SQS moved it from
   */
  MessageMove(Queues queues, String source, String destination, int perSecond) {
    this.queues = queues;
    this.source = source;
    this.destination = destination;
    this.perSecond = perSecond;
  }

  String handle() {
    return handle;
  }

  boolean isRunning() {
    return status.equals("RUNNING");
  }

  @Override
  public void run() {
    var turns = RateLimiter.create(perSecond);
    try (var sqs = queues.client()) {
      while (isRunning()) {
        turns.acquire();
        moveNext(sqs);
      }
    } catch (SdkException e) {
      LOG.warn("message move failed source={} destination={}", source, destination, e);
      fail("AWS.SimpleQueueService.InternalError");
    }
  }

  private void moveNext(SqsClient sqs) {
    var received =
        sqs.receiveMessage(
            request ->
                request
                    .queueUrl(queues.url(source))
                    .maxNumberOfMessages(1)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"));
    if (received.messages().isEmpty()) {
      status = "COMPLETED";
    } else {
      move(sqs, received.messages().get(0));
    }
  }

  private void move(SqsClient sqs, Message message) {
    var to =
        destination.isEmpty()
            ? message.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN)
            : destination;
    if (to == null) {
      sqs.changeMessageVisibility(
          request ->
              request
                  .queueUrl(queues.url(source))
                  .receiptHandle(message.receiptHandle())
                  .visibilityTimeout(0));
      fail("CouldNotDetermineMessageSource");
      return;
    }
    sqs.sendMessage(moved(message, to));
    sqs.deleteMessage(
        request -> request.queueUrl(queues.url(source)).receiptHandle(message.receiptHandle()));
    moved++;
  }

  /** "All redriven messages are considered new messages with a new messageID and enqueueTime." */
  private SendMessageRequest moved(Message message, String to) {
    var copy =
        SendMessageRequest.builder()
            .queueUrl(queues.url(to))
            .messageBody(message.body())
            .messageAttributes(message.messageAttributes());
    if (to.endsWith(".fifo")) {
      copy.messageGroupId(message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
          .messageDeduplicationId(UUID.randomUUID().toString());
    }
    return copy.build();
  }

  private void fail(String reason) {
    failure = reason;
    status = "FAILED";
  }

  /** As {@code ListMessageMoveTasks} shows it; a handle is there to cancel it by. */
  ObjectNode describe() {
    var members =
        JsonNodeFactory.instance
            .objectNode()
            .put("Status", status)
            .put("SourceArn", source)
            .put("MaxNumberOfMessagesPerSecond", perSecond)
            .put("ApproximateNumberOfMessagesMoved", moved)
            .put("StartedTimestamp", started.toEpochMilli());
    if (isRunning()) {
      members.put("TaskHandle", handle);
    }
    if (!destination.isEmpty()) {
      members.put("DestinationArn", destination);
    }
    if (!failure.isEmpty()) {
      members.put("FailureReason", failure);
    }
    return members;
  }
}
