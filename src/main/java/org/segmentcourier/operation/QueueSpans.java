package org.segmentcourier.operation;

import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.telemetry.SpanContextPropagationExtractor;
import org.apache.camel.telemetry.SpanContextPropagationInjector;
import org.apache.camel.telemetry.decorators.AbstractMessagingSpanDecorator;
import org.segmentcourier.aws.ObjectTraces;

/**
 * How a trace goes through a queue: by an attribute of the message. An event of ours, to which
 * EventBridge gives no attribute, says it in its detail. And work that comes of a file goes on with
 * the trace that the file came of, not with that of the news of it.
 */
public final class QueueSpans extends AbstractMessagingSpanDecorator {

  private static final String PARENT = ObjectTraces.HEADER;

  /** Within a text, too, as SNS wraps it. */
  private static final Pattern IN_EVENT =
      Pattern.compile(
          "\\\\?\"traceparent\\\\?\"\\s*:\\s*\\\\?\"(00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2})\\\\?\"");

  @Override
  public String getComponent() {
    return "aws2-sqs";
  }

  @Override
  public String getComponentClassName() {
    return "org.apache.camel.component.aws2.sqs.Sqs2Component";
  }

  @Override
  protected String getDestination(Exchange exchange, Endpoint endpoint) {
    return stripSchemeAndOptions(endpoint);
  }

  @Override
  public SpanContextPropagationExtractor getExtractor(Exchange exchange) {
    var message = exchange.getMessage();
    if (message.getHeader(PARENT) == null && message.getBody() instanceof String event) {
      var found = IN_EVENT.matcher(event);
      if (found.find()) {
        message.setHeader(PARENT, found.group(1));
      }
    }
    return super.getExtractor(exchange);
  }

  @Override
  public SpanContextPropagationInjector getInjector(Exchange exchange) {
    var parent = exchange.getProperty(ObjectTraces.PROPERTY, String.class);
    var headers = super.getInjector(exchange);
    return parent == null
        ? headers
        : (key, value) -> headers.put(key, Map.of(PARENT, parent).getOrDefault(key, value));
  }
}
