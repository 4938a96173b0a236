package org.segmentcourier.log;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Adds what this room does to each step of the routes. */
public final class LogConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    context.getCamelContextExtension().addInterceptStrategy(new LogContext());
  }
}
