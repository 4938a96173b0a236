package org.segmentcourier.endpoint.pinpoint;

/**
 * Turns evenly spread in time, at a rate that may change between any two. Knows no clock but what
 * it is told, in nanoseconds.
 */
final class Turns {

  private static final double SECOND = 1e9;

  /** Threads wake up late: what they lose so is made up for. Who comes later was not waiting. */
  private static final long LATE = 100_000_000;

  /** Who comes that much later had nothing to do, and time does not count. */
  private static final long IDLE = 1_000_000_000;

  private final FoundRate rate;

  /** When the last turn was due, and when it was taken. */
  private long due;

  private long last;

  /** Begins with a turn that may be taken at once. */
  Turns(long now, FoundRate rate) {
    this.rate = rate;
    due = now - interval();
    last = now;
  }

  /** When the next turn is due. */
  long next() {
    return due + interval();
  }

  /** Takes the next turn, which is due. */
  Turn take(long now) {
    long late = now - next();
    long passed = late < IDLE ? now - last : interval();
    due = late < LATE ? next() : now;
    last = now;
    return rate.turn(passed / SECOND, late < LATE);
  }

  private long interval() {
    return Math.round(SECOND / rate.perSecond());
  }
}
