package org.segmentcourier.operation;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.util.NamedThreadFactory;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;
import org.apache.camel.spi.OnCamelContextStopped;
import org.apache.camel.support.LifecycleStrategySupport;
import org.segmentcourier.aws.Meters;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows what all rooms count: as Prometheus reads it, beside Camel's own counters, where Camel
 * shows these; and, if that is wanted, as CloudWatch reads it.
 */
public final class Metrics implements CamelConfiguration {

  /** Camel's own name for its own. */
  private static final String NAME = MicrometerConstants.METRICS_REGISTRY_NAME;

  /** Is nothing but the lines: see log4j2.properties. */
  private static final Logger LINES = LoggerFactory.getLogger("metrics");

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var meters = Meters.of(context);
    // Camel has none if it is told not to show it.
    var camels = registry.lookupByNameAndType(NAME, MeterRegistry.class);
    if (camels == null) {
      camels = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
      registry.bind(NAME, camels);
    }
    meters.show(camels);
    if (settings.isOn(Setting.METRICS_EMBEDDED)) {
      meters.show(embedded(context, settings.text(Setting.DATA_BUCKET)));
    }
  }

  /** The bucket tells stacks apart. When the application ends, the last step is written, too. */
  private static MeterRegistry embedded(CamelContext context, String bucket) {
    var embedded = new EmbeddedMetrics(Clock.SYSTEM, LINES::info);
    embedded.config().commonTags("bucket", bucket);
    embedded.start(new NamedThreadFactory("metrics"));
    context.addLifecycleStrategy(
        LifecycleStrategySupport.adapt((OnCamelContextStopped) stopped -> embedded.close()));
    return embedded;
  }
}
