package org.segmentcourier.notification;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Set;

/**
 * Counts how things have ended that people are told of, for those who watch the application: as
 * each is told once, whoever was at work, each counts once.
 */
public final class OutcomeCounters {

  private static final String IMPORTS = "segment.courier.imports";
  private static final String TRAININGS = "segment.courier.trainings";
  private static final String FAILED_DELIVERIES = "segment.courier.deliveries.failed";

  /** Of other imports there is no segment that somebody has waited for. */
  private static final Set<String> WITH_SEGMENT = Set.of("IMPORT COMPLETE", "IMPORT PARTIAL");

  /** What a notification says of the import of a file: when it began. */
  private static final String BEGUN = "begun";

  private final MeterRegistry meters;
  private final InstantSource clock;

  /**
   * @param meters where the counters are
   * @param clock that of AWS
   */
  public OutcomeCounters(MeterRegistry meters, InstantSource clock) {
    this.meters = meters;
    this.clock = clock;
    // It is there from the start, so that nobody misses the first.
    meters.counter(FAILED_DELIVERIES);
  }

  /** People were told. */
  public void count(Notification told) {
    var status = text(told, "status");
    if (status.startsWith("IMPORT ")) {
      count(IMPORTS, status);
      if (WITH_SEGMENT.contains(status)) {
        time(told);
      }
    } else if (status.startsWith("UPDATE ")) {
      count(TRAININGS, status);
    } else if (status.equals("UNDELIVERABLE")
        || status.equals("MESSAGE SET ASIDE") && text(told, "inbox").equals("deliveries")) {
      meters.counter(FAILED_DELIVERIES).increment();
    }
  }

  /** The result is the second word: {@code IMPORT COMPLETE}. */
  private void count(String name, String status) {
    var result = status.substring(status.indexOf(' ') + 1).toLowerCase(Locale.ROOT);
    meters.counter(name, "result", result).increment();
  }

  private void time(Notification told) {
    var begun = text(told, BEGUN);
    if (!begun.isEmpty()) {
      var lag = Duration.between(Instant.parse(begun), clock.instant());
      meters.timer("segment.courier.lag", "step", "import").record(lag);
    }
  }

  private static String text(Notification told, String key) {
    return String.valueOf(told.data().getOrDefault(key, ""));
  }
}
