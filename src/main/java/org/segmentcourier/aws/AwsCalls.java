package org.segmentcourier.aws;

import io.micrometer.core.instrument.MeterRegistry;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** Counts the attempts to call each service of AWS, and those that it has throttled. */
public final class AwsCalls implements MetricPublisher {

  private static final String CALLS = "segment.courier.aws.calls";
  private static final String THROTTLES = "segment.courier.aws.throttles";

  /** What the SDK calls an attempt, and why one has failed; it has no constants for either. */
  private static final String ATTEMPT = "ApiCallAttempt";

  private static final String THROTTLED = "Throttling";

  private final MeterRegistry meters;

  /**
   * @param meters where the counters are
   */
  public AwsCalls(MeterRegistry meters) {
    this.meters = meters;
  }

  @Override
  public void publish(MetricCollection call) {
    for (var service : call.metricValues(CoreMetric.SERVICE_ID)) {
      call.childrenWithName(ATTEMPT).forEach(attempt -> count(service, attempt));
    }
  }

  private void count(String service, MetricCollection attempt) {
    meters.counter(CALLS, "service", service).increment();
    if (attempt.metricValues(CoreMetric.ERROR_TYPE).contains(THROTTLED)) {
      meters.counter(THROTTLES, "service", service).increment();
    }
  }

  @Override
  public void close() {
    // There is nothing to end.
  }
}
