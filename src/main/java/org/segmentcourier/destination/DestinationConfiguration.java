package org.segmentcourier.destination;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds the beans of this room. */
public final class DestinationConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {}
}
