package org.segmentcourier.sandbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** A queue as a test reads it: what is read is deleted. */
public final class Inbox {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final SqsClient sqs;
  private final String url;

  public Inbox(SqsClient sqs, String url) {
    this.sqs = sqs;
    this.url = url;
  }

  /** Waits for so many messages; more than that may be among them. */
  public List<String> take(int number) {
    var bodies = new ArrayList<String>();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .until(
            () -> {
              bodies.addAll(drain());
              return bodies.size() >= number;
            });
    return bodies;
  }

  /** Takes what is there now. */
  public List<String> drain() {
    return receive(0).stream().map(this::deleted).toList();
  }

  /** Receives messages without deleting them. */
  public List<Message> receive(int waitSeconds) {
    return sqs.receiveMessage(
            receive -> receive.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(waitSeconds))
        .messages();
  }

  public void delete(Message message) {
    sqs.deleteMessage(delete -> delete.queueUrl(url).receiptHandle(message.receiptHandle()));
  }

  private String deleted(Message message) {
    delete(message);
    return message.body();
  }
}
