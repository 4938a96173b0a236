package org.segmentcourier.endpoint;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import java.time.Duration;

/**
 * When calls may be made: evenly spread at a rate, and a failed one again after a pause that grows
 * and varies.
 */
final class Pace {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Nobody waits so long for their turn; it is finite because the library wants it to be. */
  private static final Duration LONGEST_QUEUE = Duration.ofDays(1);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  private final int rate;
  private final RateLimiter turns;
  private final IntervalFunction pauses =
      IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, 0.5, LONGEST_PAUSE);

  /**
   * @param rate calls per second, repeated ones included
   */
  Pace(int rate) {
    this.rate = rate;
    turns =
        RateLimiter.of(
            "look-ups",
            RateLimiterConfig.custom()
                .limitForPeriod(1)
                .limitRefreshPeriod(SECOND.dividedBy(rate))
                .timeoutDuration(LONGEST_QUEUE)
                .build());
  }

  int rate() {
    return rate;
  }

  /** How long so many calls take at least. */
  Duration timeFor(long calls) {
    return Duration.ofSeconds(calls / rate);
  }

  /** Waits until it is the caller's turn. */
  void awaitTurn() {
    RateLimiter.waitForPermission(turns);
  }

  /**
   * Waits before a call is made again.
   *
   * @param failures how often it has failed, 1 or more
   */
  void rest(int failures) throws InterruptedException {
    Thread.sleep(pauses.apply(failures));
  }
}
