package org.segmentcourier.sandbox.queues;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.iam.Access;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Puts messages on queues in the name of an AWS service, as that service does it: later, if the
 * queue's policy lets it, and again and again if the queue can't take it now.
 */
public final class QueueSender implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(QueueSender.class);

  private static final Duration FIRST_WAIT = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  /** As many as EventBridge makes. */
  private static final int ATTEMPTS = 185;

  private final Account account;
  private final Queues queues;
  private final String service;
  private final SqsClient sqs;
  private final FailedDeliveries failed;
  private final ExecutorService executor = Executors.newSingleThreadExecutor(QueueSender::thread);

  /**
   * @param service whose name policies have, such as {@code events.amazonaws.com}
   * @param sqs a client of the front; closed with this
   * @param failed where messages go that nobody takes
   */
  public QueueSender(
      Account account, Queues queues, String service, SqsClient sqs, FailedDeliveries failed) {
    this.account = account;
    this.queues = queues;
    this.service = service;
    this.sqs = sqs;
    this.failed = failed;
  }

  /**
   * Sends a message soon. Messages to one queue keep their order, unless one has to be tried again.
   *
   * @param sourceArn the rule or topic that sends
   * @param group the message group, for a FIFO queue
   */
  public void send(String sourceArn, String queueArn, String body, Optional<String> group) {
    executor.execute(() -> attempt(sourceArn, queueArn, body, group, 1));
  }

  /** Waits for no one: what isn't sent yet is lost. */
  @Override
  public void close() {
    executor.shutdownNow();
    sqs.close();
  }

  private void attempt(
      String sourceArn, String queueArn, String body, Optional<String> group, int number) {
    var access =
        new Access(
            service,
            "sqs:SendMessage",
            queueArn,
            Map.of("aws:SourceArn", sourceArn, "aws:SourceAccount", account.id()));
    if (!queues.admits(access)) {
      fail(sourceArn, queueArn, "the queue's policy does not let %s send".formatted(service));
      return;
    }
    try {
      sqs.sendMessage(message(queueArn, body, group));
    } catch (QueueDoesNotExistException e) {
      fail(sourceArn, queueArn, "there is no such queue");
    } catch (SdkException e) {
      if (number == ATTEMPTS) {
        fail(sourceArn, queueArn, "after %d attempts: %s".formatted(number, e.getMessage()));
        return;
      }
      CompletableFuture.delayedExecutor(wait(number).toMillis(), TimeUnit.MILLISECONDS, executor)
          .execute(() -> attempt(sourceArn, queueArn, body, group, number + 1));
    }
  }

  private SendMessageRequest message(String queueArn, String body, Optional<String> group) {
    var message = SendMessageRequest.builder().queueUrl(queues.url(queueArn)).messageBody(body);
    group.ifPresent(
        id -> message.messageGroupId(id).messageDeduplicationId(UUID.randomUUID().toString()));
    return message.build();
  }

  private void fail(String sourceArn, String queueArn, String reason) {
    LOG.warn("delivery failed source={} target={} reason={}", sourceArn, queueArn, reason);
    failed.add(new FailedDeliveries.Failure(sourceArn, queueArn, reason));
  }

  private static Duration wait(int number) {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(number - 1, 10));
    return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "sandbox-sender");
    thread.setDaemon(true);
    return thread;
  }
}
