package org.segmentcourier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import org.segmentcourier.delivery.records.Manifest;

/** Counts what manifests say, for those who watch the application. */
public final class DeliveryCounters {

  private static final String DELIVERIES = "segment.courier.deliveries";
  private static final String USERS = "segment.courier.users";
  private static final String ENDPOINTS = "segment.courier.endpoints";

  private final MeterRegistry meters;

  /**
   * @param meters where the counters are
   */
  public DeliveryCounters(MeterRegistry meters) {
    this.meters = meters;
    meters.counter(DELIVERIES); // it is there from the start, so that nobody misses the first
  }

  /** A delivery is finished: it, and the columns of its ledgers. */
  public void count(Manifest manifest) {
    meters.counter(DELIVERIES).increment();
    for (var segment : manifest.commit().segments()) {
      segment
          .branches()
          .forEach(
              (branch, account) -> {
                count(USERS, branch, account.users());
                count(ENDPOINTS, branch, account.endpoints());
              });
    }
  }

  private void count(String name, String branch, Map<? extends Enum<?>, Long> columns) {
    columns.forEach(
        (column, count) ->
            meters
                .counter(
                    name,
                    Tags.of("branch", branch, "column", column.name().toLowerCase(Locale.ROOT)))
                .increment(count));
  }
}
