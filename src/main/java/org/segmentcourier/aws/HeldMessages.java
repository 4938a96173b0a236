package org.segmentcourier.aws;

import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Leaves messages in their queues, out of sight for a while. */
public final class HeldMessages {

  private static final Logger LOG = LoggerFactory.getLogger("errors");

  private final Receives receives;
  private final SqsClient sqs;

  HeldMessages(Receives receives, SqsClient sqs) {
    this.receives = receives;
    this.sqs = sqs;
  }

  /** Holds the message of an exchange whose failure passes. The exchange has still to fail. */
  public void hold(Exchange exchange) {
    var message = exchange.getMessage();
    if (!(exchange.getFromEndpoint() instanceof Sqs2Endpoint queue)) {
      throw new IllegalStateException(
          "only a message of a queue can be held, not one of " + exchange.getFromEndpoint());
    }
    var attributes = Receives.attributes(exchange);
    var failure = Receives.failure(exchange);
    int seconds = (int) receives.pause(attributes).toSeconds();
    var name = queue.getConfiguration().getQueueName();
    var id = message.getHeader(Sqs2Constants.MESSAGE_ID);
    try {
      sqs.changeMessageVisibility(
          request ->
              request
                  .queueUrl(queue.getConfiguration().getQueueUrl())
                  .receiptHandle(message.getHeader(Sqs2Constants.RECEIPT_HANDLE, String.class))
                  .visibilityTimeout(seconds));
    } catch (SdkException e) {
      // It will be seen again when its time out of sight is over, as if its container had died.
      LOG.warn("message not held queue={} id={} error={}", name, id, e.toString());
    }
    FailedMessages.noLog(exchange, failure);
    LOG.warn(
        "message held queue={} id={} seconds={} receives={} reason=\"{}\"",
        name,
        id,
        seconds,
        attributes.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT),
        PassingFailures.in(failure).map(PassingFailures::reason).orElse(""));
  }
}
