package org.segmentcourier.training;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The training queue in memory; of equal deduplication ids it keeps the first. */
final class FakeSqs implements SqsClient {

  /** What is in the queue, oldest first. */
  final List<SendMessageRequest> queue = new CopyOnWriteArrayList<>();

  /** Messages that the consumer has acknowledged, and what was in the queue by then. */
  final List<String> deleted = new CopyOnWriteArrayList<>();

  private final List<String> ids = new ArrayList<>();
  private boolean delivering;

  /** From now on, what is in the queue is handed to whoever asks. */
  void deliver() {
    delivering = true;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    if (!ids.contains(request.messageDeduplicationId())) {
      ids.add(request.messageDeduplicationId());
      queue.add(request);
    }
    return SendMessageResponse.builder().messageId("sent").build();
  }

  @Override
  public synchronized ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
    if (!delivering || queue.isEmpty()) {
      return ReceiveMessageResponse.builder().messages(List.of()).build();
    }
    delivering = false;
    var message = queue.remove(0);
    return ReceiveMessageResponse.builder()
        .messages(
            Message.builder()
                .messageId("id")
                .receiptHandle(message.messageDeduplicationId())
                .body(message.messageBody())
                .build())
        .build();
  }

  @Override
  public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
    deleted.add(request.receiptHandle() + " after " + queue.size() + " sent");
    return DeleteMessageResponse.builder().build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
