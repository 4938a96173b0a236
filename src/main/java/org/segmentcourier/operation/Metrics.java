package org.segmentcourier.operation;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.component.micrometer.MicrometerConstants;

/**
 * Makes sure that there is something that all rooms can count in: Camel has it, with counters of
 * its own, and shows it as Prometheus reads it, unless it is told not to.
 */
public final class Metrics implements CamelConfiguration {

  /** Camel's own name for it. */
  private static final String NAME = MicrometerConstants.METRICS_REGISTRY_NAME;

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    if (registry.lookupByName(NAME) == null) {
      registry.bind(NAME, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    }
  }
}
