package org.segmentcourier.notification;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;

/** Binds the beans of this room. */
public final class NotificationConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {}
}
