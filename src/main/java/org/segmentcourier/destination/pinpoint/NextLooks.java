package org.segmentcourier.destination.pinpoint;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.destination.Waiting;

/** When one looks again at an import, and for how long. */
final class NextLooks {

  /** Pauses double. */
  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(2), 2, Waiting.LONGEST_PAUSE);

  private final Duration deadline;
  private final Clock clock;

  /**
   * @param deadline how long an import may take, once it has started; and how long it may wait for
   *     its start while no place changes hands
   */
  NextLooks(Duration deadline, Clock clock) {
    this.deadline = deadline;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** When to look again; each time it takes longer. */
  Instant later(ImportTick tick) {
    return now().plusMillis(PAUSES.apply(tick.waiting().attempt() + 1));
  }

  /** Until when to wait for what begins now. */
  Instant deadline() {
    return now().plus(deadline);
  }

  /** Looks again for something that is not there. */
  ImportStep missing(ImportTick tick, String reason) {
    return next(tick.next(tick.waiting().missing(later(tick))), reason);
  }

  ImportStep pause(ImportTick tick, String reason) {
    return next(tick.next(tick.waiting().pausing(later(tick))), reason);
  }

  static ImportStep next(ImportTick tick, String reason) {
    return new ImportStep.Next(List.of(tick), reason);
  }

  /** Looks at jobs that are too many, a chain for each; whoever finds it makes the same. */
  List<ImportTick> surplus(ImportTick tick, List<ImportJob> jobs) {
    return jobs.stream().map(job -> tick.watchingSurplus(job.id(), deadline())).toList();
  }
}
