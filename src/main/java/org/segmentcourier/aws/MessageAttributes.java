package org.segmentcourier.aws;

import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Which headers of an exchange go out as message attributes to SQS and SNS: the two that say why a
 * message was set aside, and the one that says of which trace it is, which comes in, too. By
 * default Camel sends every header there is, of which SQS takes ten.
 */
final class MessageAttributes implements HeaderFilterStrategy {

  private static final Set<String> OUT = Set.of("reason", "origin", ObjectTraces.HEADER);

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !OUT.contains(name);
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return !name.equals(ObjectTraces.HEADER);
  }
}
