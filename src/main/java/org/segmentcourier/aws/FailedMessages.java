package org.segmentcourier.aws;

import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.component.aws2.sqs.Sqs2Endpoint;
import org.apache.camel.spi.ExceptionHandler;
import org.segmentcourier.log.LogContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Logs a message that failed, which then stays in its queue, in one line; Camel would log it three
 * times, with a stack trace each. What AWS answered needs none; anything else gets one.
 */
final class FailedMessages implements ExceptionHandler {

  private static final Logger LOG = LoggerFactory.getLogger("errors");
  private static final String LOGGED = "failureLogged";

  private final String queue;

  FailedMessages(Sqs2Endpoint endpoint) {
    this.queue = endpoint.getConfiguration().getQueueName();
  }

  /** The failure of an exchange was logged already, by who knows what becomes of its message. */
  static void noLog(Exchange exchange, Exception failure) {
    exchange.setProperty(LOGGED, failure);
  }

  @Override
  public void handleException(Throwable failure) {
    LOG.error("queue unreadable queue={} error={}", queue, failure.toString());
  }

  @Override
  public void handleException(String message, Throwable failure) {
    handleException(failure);
  }

  /** Is called twice for each message. */
  @Override
  public void handleException(String message, Exchange exchange, Throwable failure) {
    if (exchange == null) {
      handleException(failure);
      return;
    }
    if (exchange.getProperty(LOGGED) == failure) {
      return;
    }
    exchange.setProperty(LOGGED, failure);
    try (var about = LogContext.of(exchange)) {
      log(exchange, failure);
    }
  }

  private void log(Exchange exchange, Throwable failure) {
    var id = exchange.getIn().getHeader(Sqs2Constants.MESSAGE_ID);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SdkException) {
        LOG.error("message failed queue={} id={} error={}", queue, id, cause.toString());
        return;
      }
    }
    LOG.error("message failed queue={} id={}", queue, id, failure);
  }
}
