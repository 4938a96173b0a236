package org.segmentcourier.branch.check;

import java.util.function.BiConsumer;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.PollingConsumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultConsumer;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PollingConsumerSupport;

/**
 * Stands for an endpoint outside while routes are tried: it takes what it is sent, and notes it.
 */
final class Pretended extends DefaultEndpoint {

  private final BiConsumer<String, Exchange> sent;
  private final Runnable asked;

  /**
   * @param endpoint the real one, which is never started
   * @param sent is told what is sent to it
   * @param asked is told that something is fetched from it
   */
  Pretended(Endpoint endpoint, BiConsumer<String, Exchange> sent, Runnable asked) {
    super(endpoint.getEndpointUri(), null);
    setCamelContext(endpoint.getCamelContext());
    this.sent = sent;
    this.asked = asked;
  }

  @Override
  public Producer createProducer() {
    return new DefaultProducer(this) {
      @Override
      public void process(Exchange exchange) {
        sent.accept(getEndpointUri(), exchange);
      }
    };
  }

  @Override
  public Consumer createConsumer(Processor processor) {
    return new DefaultConsumer(this, processor);
  }

  /** There is never anything to fetch. */
  @Override
  public PollingConsumer createPollingConsumer() {
    return new PollingConsumerSupport(this) {
      @Override
      public Exchange receive() {
        return nothing();
      }

      @Override
      public Exchange receiveNoWait() {
        return nothing();
      }

      @Override
      public Exchange receive(long timeout) {
        return nothing();
      }
    };
  }

  private Exchange nothing() {
    asked.run();
    return null;
  }
}
