package org.segmentcourier.fake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS in memory: each message is received once, and remembered with whether it was deleted. */
public final class FakeSqs implements SqsClient {

  private final Map<String, BlockingQueue<Message>> queues = new ConcurrentHashMap<>();
  private final List<SendMessageRequest> sent = new CopyOnWriteArrayList<>();
  private final List<String> received = new CopyOnWriteArrayList<>();
  private final List<String> deleted = new CopyOnWriteArrayList<>();
  private final AtomicInteger counter = new AtomicInteger();

  /** Puts a message into a queue, from outside, and returns its id. */
  public String arrive(String queueUrl, String body) {
    return arriveAgain(queueUrl, body, 1);
  }

  /**
   * Puts a message into a queue that was received before, and returns its id.
   *
   * @param receives how often it will have been received with the next time
   */
  public String arriveAgain(String queueUrl, String body, int receives) {
    var id = "message-" + counter.incrementAndGet();
    queue(queueUrl)
        .add(
            Message.builder()
                .messageId(id)
                .receiptHandle(id)
                .body(body)
                .attributes(
                    Map.of(
                        MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                        String.valueOf(receives)))
                .build());
    return id;
  }

  /** What the application has sent to a queue. */
  public List<SendMessageRequest> sentTo(String queueUrl) {
    return sent.stream().filter(message -> message.queueUrl().equals(queueUrl)).toList();
  }

  public boolean isReceived(String id) {
    return received.contains(id);
  }

  public boolean isDeleted(String id) {
    return deleted.contains(id);
  }

  /** Whether all that was received was deleted, and nothing waits. */
  public boolean isDrained() {
    return queues.values().stream().allMatch(BlockingQueue::isEmpty)
        && deleted.containsAll(received);
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    sent.add(request);
    var id = arrive(request.queueUrl(), request.messageBody());
    return SendMessageResponse.builder().messageId(id).build();
  }

  @Override
  public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    Message message;
    try {
      message = queue(request.queueUrl()).poll(200, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ReceiveMessageResponse.builder().build();
    }
    if (message == null) {
      return ReceiveMessageResponse.builder().build();
    }
    received.add(message.messageId());
    return ReceiveMessageResponse.builder().messages(asked(request, message)).build();
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    deleted.add(request.receiptHandle());
    return DeleteMessageResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return "sqs";
  }

  @Override
  public void close() {}

  /** SQS tells only those attributes that are asked for. */
  private static Message asked(ReceiveMessageRequest request, Message message) {
    var attributes = new HashMap<>(message.attributes());
    attributes.keySet().retainAll(request.messageSystemAttributeNames());
    return message.toBuilder().attributes(attributes).build();
  }

  private BlockingQueue<Message> queue(String url) {
    return queues.computeIfAbsent(url, key -> new LinkedBlockingQueue<>());
  }
}
