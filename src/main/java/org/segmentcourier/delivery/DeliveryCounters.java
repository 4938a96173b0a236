package org.segmentcourier.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.apache.camel.util.ObjectHelper;
import org.segmentcourier.delivery.ledger.LedgerImbalance;
import org.segmentcourier.delivery.records.Manifest;

/** Counts what manifests say, for those who watch the application. */
public final class DeliveryCounters {

  private static final String DELIVERIES = "segment.courier.deliveries";
  private static final String USERS = "segment.courier.users";
  private static final String ENDPOINTS = "segment.courier.endpoints";

  private static final String UNBALANCED = "segment.courier.deliveries.unbalanced";

  private final MeterRegistry meters;

  /**
   * @param meters where the counters are
   */
  public DeliveryCounters(MeterRegistry meters) {
    this.meters = meters;
    // They are there from the start, so that nobody misses the first.
    meters.counter(DELIVERIES);
    meters.counter(UNBALANCED);
  }

  /** A delivery has failed: perhaps, since a ledger of it doesn't balance. */
  public void failed(Exception why) {
    if (ObjectHelper.getException(LedgerImbalance.class, why) != null) {
      meters.counter(UNBALANCED).increment();
    }
  }

  /** A delivery is finished: it, and the columns of its ledgers. */
  public void count(Manifest manifest) {
    meters.counter(DELIVERIES).increment();
    meters
        .timer("segment.courier.lag", "step", "delivery")
        .record(Duration.between(manifest.commit().times().jobEnded(), manifest.finished()));
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
