package org.segmentcourier.aws;

import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.MessageDeduplicationIdStrategy;

/**
 * Lets a route name the deduplication id of a message to a FIFO queue: header {@code
 * deduplicationId}, at most 128 letters, digits and punctuation characters. The component itself
 * offers only the exchange's id, which is another one at each attempt. The message's group is
 * exchange property {@code CamelAwsMessageGroupId}.
 */
final class DeduplicationId implements MessageDeduplicationIdStrategy {

  static final String HEADER = "deduplicationId";

  @Override
  public String getMessageDeduplicationId(Exchange exchange) {
    String id = exchange.getMessage().getHeader(HEADER, String.class);
    if (id == null || id.isEmpty()) {
      throw new IllegalStateException(
          "a message to a FIFO queue needs the header " + HEADER + "; the route has not set it");
    }
    return id;
  }
}
