package org.segmentcourier.log;

import java.util.List;
import java.util.Map;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.slf4j.MDC;

/**
 * Has each line of the log say of which run, job, segment and branch it is. Routes note that in
 * properties of the exchange ({@code log.job}), which go with it from thread to thread; the thread
 * itself knows it only for as long as it is at a step.
 */
public final class LogContext implements InterceptStrategy {

  /** Fields of a line. */
  private static final List<String> FIELDS = List.of("run", "job", "segment", "branch");

  private static final String PREFIX = "log.";

  /** What lines are about, until closed. */
  public interface About extends AutoCloseable {

    @Override
    void close();
  }

  /** Nothing was changed. */
  private static final About UNCHANGED = () -> {};

  /** Lines of this thread are about what the exchange is about. */
  public static About of(Exchange exchange) {
    About about = UNCHANGED;
    for (var field : FIELDS) {
      var value = exchange.getProperty(PREFIX + field, String.class);
      if (value != null && !value.isEmpty() && !value.equals(MDC.get(field))) {
        about = about == UNCHANGED ? asBefore() : about;
        MDC.put(field, value);
      }
    }
    return about;
  }

  private static About asBefore() {
    Map<String, String> before = MDC.getCopyOfContextMap();
    return before == null ? MDC::clear : () -> MDC.setContextMap(before);
  }

  /** An exchange that is made for another one is about the same. */
  public static void carry(Exchange from, Exchange to) {
    for (var field : FIELDS) {
      var value = from.getProperty(PREFIX + field);
      if (value != null) {
        to.setProperty(PREFIX + field, value);
      }
    }
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext context, NamedNode step, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        try (var about = of(exchange)) {
          return super.process(exchange, callback);
        }
      }
    };
  }
}
