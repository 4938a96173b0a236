package org.segmentcourier.endpoint;

/**
 * Turns evenly spread in time, at a rate that may change between any two. Knows no clock but what
 * it is told, in nanoseconds.
 */
final class Turns {

  private static final double SECOND = 1e9;

  /** Threads wake up late: what they lose so is made up for. Who comes later was not waiting. */
  private static final long LATE = 50_000_000;

  /** When the last turn was due, and when it was taken. */
  private long due;

  private long last;

  /** Begins with one turn that may be taken at once. */
  Turns(long now, FoundRate rate) {
    due = now - interval(rate);
    last = now;
  }

  /** When the next turn is due. */
  long next(FoundRate rate) {
    return due + interval(rate);
  }

  /** Takes the next turn, which is due. */
  Turn take(long now, FoundRate rate) {
    long next = next(rate);
    boolean awaited = now - next < LATE;
    long busy = Math.min(now - last, interval(rate) + LATE);
    due = awaited ? next : now;
    last = now;
    return new Turn(busy / SECOND, awaited, rate.falls());
  }

  private static long interval(FoundRate rate) {
    return Math.round(SECOND / rate.perSecond());
  }
}
