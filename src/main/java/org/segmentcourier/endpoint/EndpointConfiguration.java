package org.segmentcourier.endpoint;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.endpoint.pinpoint.PinpointEndpoints;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.pinpoint.PinpointClient;

/** Binds the beans of this room. */
public final class EndpointConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    int atOnce = settings.count(Setting.LOOKUP_CONCURRENCY);
    var pinpoint =
        new PinpointEndpoints(
            registry.lookupByNameAndType("pinpointOnce", PinpointClient.class),
            settings.text(Setting.PINPOINT_APPLICATION_ID),
            settings.count(Setting.LOOKUP_RATE),
            settings.duration(Setting.LOOKUP_DEADLINE),
            context.getExecutorServiceManager().newFixedThreadPool(this, "look-ups", atOnce));
    registry.bind("endpoints", new Endpoints(() -> pinpoint));
  }
}
