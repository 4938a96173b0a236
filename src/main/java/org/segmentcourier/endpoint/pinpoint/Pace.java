package org.segmentcourier.endpoint.pinpoint;

import io.github.resilience4j.core.IntervalFunction;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When calls may be made: evenly spread, at the rate that the service is found to allow, and a
 * failed one again after a pause that grows and varies.
 */
final class Pace {

  private static final Logger LOG = LoggerFactory.getLogger(Pace.class);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What is told of the rate: no more than a line in so long, and only changes by this factor. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private static final double NOTICEABLE = 1.5;

  private final int highest;
  private final FoundRate rate;

  /**
   * Only the first in line waits for the next turn, so that it comes by the rate of the moment.
   * Limiters of libraries give turns away in advance, at the rate of the time when they were asked.
   */
  private final ReentrantLock line = new ReentrantLock(true);

  private final Turns turns;

  private final IntervalFunction pauses =
      IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, 0.5, LONGEST_PAUSE);

  private double toldRate;
  private long toldAt;

  /**
   * @param highest calls per second that are never exceeded, repeated ones included
   */
  Pace(int highest) {
    this.highest = highest;
    rate = new FoundRate(highest);
    turns = new Turns(System.nanoTime(), rate);
    toldRate = highest;
    toldAt = System.nanoTime() - SILENCE.toNanos();
  }

  int highest() {
    return highest;
  }

  /** How long so many calls take at least, whatever the service allows. */
  Duration leastTimeFor(long calls) {
    return Duration.ofSeconds(calls / highest);
  }

  /** Waits until it is the caller's turn. */
  Turn awaitTurn() throws InterruptedException {
    line.lockInterruptibly();
    try {
      long wait;
      while ((wait = turns.next() - System.nanoTime()) > 0) {
        TimeUnit.NANOSECONDS.sleep(wait);
      }
      return turns.take(System.nanoTime());
    } finally {
      line.unlock();
    }
  }

  /** The call was answered, whatever the answer. */
  void taken(Turn turn) {
    rate.taken(turn);
    tell();
  }

  /** The call was refused, as one too many. */
  void refused(Turn turn) {
    rate.refused(turn);
    tell();
  }

  /**
   * Waits before a call is made again.
   *
   * @param failures how often it has failed, 1 or more
   */
  void rest(int failures) throws InterruptedException {
    Thread.sleep(pauses.apply(failures));
  }

  private synchronized void tell() {
    double found = rate.perSecond();
    long now = System.nanoTime();
    if (Math.max(found / toldRate, toldRate / found) >= NOTICEABLE
        && now - toldAt >= SILENCE.toNanos()) {
      toldRate = found;
      toldAt = now;
      LOG.info("look-ups rate={} highest={}", Math.round(found), highest);
    }
  }
}
