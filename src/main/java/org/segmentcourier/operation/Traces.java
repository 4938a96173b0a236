package org.segmentcourier.operation;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Has what the routes do recorded as traces of OpenTelemetry, if that is wanted. */
public final class Traces implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var settings = context.getRegistry().lookupByNameAndType("settings", Settings.class);
    if (settings.isOn(Setting.TRACES_ENABLED)) {
      // No class of OpenTelemetry is loaded before.
      TraceExport.start(context);
    }
  }
}
