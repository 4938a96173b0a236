package org.segmentcourier.branch.live;

import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;

/**
 * Stands for what is outside and is asked for when an endpoint starts, as a queue is; it takes all
 * that it is sent.
 */
final class Outside extends DefaultComponent {

  /** Names of what can't be started. */
  volatile Set<String> missing = Set.of();

  /** What happens while something of that name is started. */
  volatile Consumer<String> starting = name -> {};

  Outside() {
    setAutowiredEnabled(false); // Camel knows what the component needs whose place this takes
  }

  @Override
  protected Endpoint createEndpoint(String uri, String name, Map<String, Object> parameters) {
    return new Thing(uri, name);
  }

  private final class Thing extends DefaultEndpoint {

    private final String name;

    Thing(String uri, String name) {
      super(uri, Outside.this);
      this.name = name;
    }

    @Override
    protected void doStart() throws Exception {
      super.doStart();
      starting.accept(name);
      if (missing.contains(name)) {
        throw new IllegalStateException(name + " is missing");
      }
    }

    @Override
    public Producer createProducer() {
      return new DefaultProducer(this) {
        @Override
        public void process(Exchange exchange) {
          // nobody looks at it
        }
      };
    }

    @Override
    public org.apache.camel.Consumer createConsumer(Processor processor) {
      throw new UnsupportedOperationException("nothing comes from outside");
    }
  }
}
