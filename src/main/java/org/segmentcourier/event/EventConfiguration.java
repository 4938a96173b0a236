package org.segmentcourier.event;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds the beans of this room. */
public final class EventConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    registry.bind("uploadEvents", new UploadEvents());
    registry.bind("stateChangeEvents", new StateChangeEvents());
  }
}
