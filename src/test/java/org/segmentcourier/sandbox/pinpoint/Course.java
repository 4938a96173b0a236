package org.segmentcourier.sandbox.pinpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The way of one job through its statuses, as the clock goes: each lasts one pace, PROCESSING as
 * long as the work takes as well. The names are those of the service model's JobStatus.
 */
final class Course {

  private static final List<String> BEFORE_WORK =
      List.of("CREATED", "PREPARING_FOR_INITIALIZATION", "INITIALIZING");
  private static final List<String> AFTER_SUCCESS =
      List.of("PROCESSING", "PENDING_JOB", "COMPLETING", "COMPLETED");
  private static final List<String> AFTER_FAILURE = List.of("PROCESSING", "FAILING", "FAILED");

  private final Instant created;
  private final Duration pace;
  private Instant worked;
  private List<String> afterWork;

  Course(Instant created, Duration pace) {
    this.created = created;
    this.pace = pace;
  }

  Instant created() {
    return created;
  }

  /** Whether the work is to be done now. */
  synchronized boolean isWorkDue(Instant now) {
    return worked == null && !now.isBefore(created.plus(pace.multipliedBy(BEFORE_WORK.size())));
  }

  /** The work has been done, well or not. */
  synchronized void worked(Instant at, boolean well) {
    worked = at;
    afterWork = well ? AFTER_SUCCESS : AFTER_FAILURE;
  }

  synchronized String status(Instant now) {
    if (worked != null) {
      return afterWork.get(steps(worked, now, afterWork.size() - 1));
    }
    int steps = steps(created, now, BEFORE_WORK.size());
    return steps < BEFORE_WORK.size() ? BEFORE_WORK.get(steps) : "PROCESSING";
  }

  /** When the job ended; none as long as it goes on. */
  synchronized Optional<Instant> end(Instant now) {
    if (worked == null) {
      return Optional.empty();
    }
    Instant end = worked.plus(pace.multipliedBy(afterWork.size() - 1L));
    return now.isBefore(end) ? Optional.empty() : Optional.of(end);
  }

  /** How many paces have passed, up to a last one. */
  private int steps(Instant from, Instant now, int last) {
    Duration passed = Duration.between(from, now);
    if (pace.isZero() || passed.compareTo(pace.multipliedBy(last)) >= 0) {
      return last;
    }
    return passed.isNegative() ? 0 : (int) passed.dividedBy(pace);
  }
}
