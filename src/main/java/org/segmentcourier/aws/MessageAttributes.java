package org.segmentcourier.aws;

import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers of an exchange go out as message attributes to SQS and SNS: the two that say why a
 * message was set aside. By default Camel sends every header there is, of which SQS takes ten.
 */
final class MessageAttributes implements HeaderFilterStrategy {

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !name.equals("reason") && !name.equals("origin");
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }
}
