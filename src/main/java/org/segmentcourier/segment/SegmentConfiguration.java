package org.segmentcourier.segment;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;

/** Binds the beans of this room. */
public final class SegmentConfiguration implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var settings = context.getRegistry().lookupByNameAndType("settings", Settings.class);
    var threads = context.getExecutorServiceManager().newCachedThreadPool(this, "segments");
    context
        .getRegistry()
        .bind("segmentOutput", new SegmentOutput(settings.count(Setting.DELIVERY_BATCH), threads));
  }
}
