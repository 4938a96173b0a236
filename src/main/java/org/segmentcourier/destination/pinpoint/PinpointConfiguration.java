package org.segmentcourier.destination.pinpoint;

import java.time.Clock;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.destination.Claims;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.services.pinpoint.PinpointClient;

/** Binds the beans of the Pinpoint destination. */
public final class PinpointConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var pinpoint = registry.lookupByNameAndType("pinpoint", PinpointClient.class);
    var claims = registry.lookupByNameAndType("claims", Claims.class);
    registry.bind(
        "importJobs",
        new ImportJobs(
            pinpoint,
            settings.text(Setting.PINPOINT_APPLICATION_ID),
            settings.text(Setting.PINPOINT_ROLE_ARN)));
    registry.bind("ownJobs", new OwnJobs(claims));
    registry.bind(
        "importDecision",
        new ImportDecision(
            settings.count(Setting.IMPORTS_CONCURRENT),
            settings.duration(Setting.IMPORTS_DEADLINE),
            Clock.systemUTC()));
  }
}
