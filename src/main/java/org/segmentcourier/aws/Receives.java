package org.segmentcourier.aws;

import java.util.Map;
import org.apache.camel.ExchangeProperty;
import org.apache.camel.Header;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Knows when a message is tried for the last time. That is long before SQS would move it to the
 * redrive queue, without a reason and without anybody being told.
 */
public final class Receives {

  private final int most;

  /**
   * @param most how often a message is tried; less than the maxReceiveCount of its queue
   */
  Receives(int most) {
    this.most = most;
  }

  /**
   * Fails again, as if for the first time: Camel's error policy passes over what has failed inside
   * a split, unless it was caught and thrown once more.
   */
  public void fail(Exception failure) throws Exception {
    throw failure;
  }

  /**
   * Whether this is the last try at a message. SQS counts approximately, and not every message was
   * asked for its count: what is unknown is not the last.
   *
   * @param part of a message that was split, if any: it is the message that is tried, not its part
   */
  public boolean isLast(
      @Header(Sqs2Constants.ATTRIBUTES) Map<MessageSystemAttributeName, String> attributes,
      @ExchangeProperty("CamelSplitIndex") Integer part) {
    if (attributes == null || part != null) {
      return false;
    }
    var count = attributes.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    return count != null && Integer.parseInt(count) >= most;
  }
}
