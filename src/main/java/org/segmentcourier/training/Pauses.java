package org.segmentcourier.training;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.segmentcourier.aws.PassingFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** AWS can't be asked at the moment: messages are put off, for longer each time, up to an end. */
final class Pauses {

  private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

  /** What is back is soon made use of. With the delay of the queue it is half a minute. */
  private static final Duration LONGEST = Duration.ofSeconds(25);

  /** Pauses double. */
  private static final IntervalFunction GROWING =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, LONGEST);

  private final Duration deadline;
  private final InstantSource clock;

  /**
   * @param deadline for how long a start is put off
   * @param clock for when S3 can't tell the time
   */
  Pauses(Duration deadline, InstantSource clock) {
    this.deadline = deadline;
    this.clock = clock;
  }

  /**
   * How long to wait.
   *
   * @param attempt how often it was in vain before
   */
  static Duration growing(int attempt) {
    return Duration.ofMillis(GROWING.apply(attempt + 1));
  }

  /** Whether it is a start that was put off and has to wait on. */
  public boolean isEarly(TrainingMessage message) {
    return message instanceof Start start && isEarly(start.notBefore(), clock.instant());
  }

  /**
   * Whether what was put off has to wait on. A time further away than any pause was set by a clock
   * that is ahead: nobody waits for that.
   *
   * @param notBefore null: at once
   */
  static boolean isEarly(Instant notBefore, Instant now) {
    return notBefore != null && now.isBefore(notBefore) && now.isAfter(notBefore.minus(LONGEST));
  }

  /** A start that has to wait on. */
  public NextMessages early(Start start) {
    return NextMessages.next(start.next());
  }

  /**
   * The same message later.
   *
   * @param inputs null if not even they could be listed
   * @throws Exception the reason itself, if it doesn't pass by waiting, or hasn't for too long: the
   *     message is set aside
   */
  public NextMessages pause(TrainingMessage message, Inputs inputs, Exception reason)
      throws Exception {
    Instant now = inputs == null ? clock.instant() : inputs.now();
    Instant end = end(message, now);
    if (!PassingFailures.passes(reason) || now.isAfter(end)) {
      throw reason;
    }
    var later = later(message, now, end);
    LOG.warn("training message put off message={} reason=\"{}\"", later, reason.getMessage());
    return NextMessages.next(later);
  }

  private Instant end(TrainingMessage message, Instant now) {
    Instant end = now.plus(deadline);
    if (message instanceof Tick tick) {
      end = tick.deadline();
    } else if (message instanceof Start start && start.deadline() != null) {
      end = start.deadline();
    }
    return end;
  }

  private static TrainingMessage later(TrainingMessage message, Instant now, Instant end) {
    if (message instanceof Tick tick) {
      return tick.again(now.plus(growing(tick.attempt())));
    } else if (message instanceof Start start) {
      return start.again(now.plus(growing(start.attempt())), end);
    }
    var unused = (UnusedUploads) message;
    return unused.again(now.plus(growing(unused.attempt())), unused.patience());
  }
}
