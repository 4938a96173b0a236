package org.segmentcourier.endpoint.pinpoint;

/**
 * Calls that are watched for a second, after one was refused: those whose turns were taken since,
 * in whichever order they are answered. Refusals come quickly; a call that is not answered yet when
 * a later one is, was hardly refused.
 */
final class Watch {

  /** A second's calls, since limits are per second, and not too few. */
  private static final double SECONDS = 1;

  private static final int FEWEST = 10;

  private double seconds;
  private int turns;
  private long last;
  private int refusedOfThem;
  private int refused;
  private long first = Long.MAX_VALUE;

  /** A turn was taken. */
  void add(long number, double passed) {
    if (isFull()) {
      return;
    }
    first = Math.min(first, number);
    last = number;
    turns++;
    seconds += passed;
  }

  void refused(Turn turn) {
    refused++;
    if (turn.number() >= first && turn.number() <= last) {
      refusedOfThem++;
    }
  }

  /** Calls that were refused since this watch began, whether or not they are watched. */
  int refused() {
    return refused;
  }

  /** Whether all are answered that will soon be, now that this one is. */
  boolean isOver(Turn answered) {
    return isFull() && answered.number() > last;
  }

  double refusedShare() {
    return (double) refusedOfThem / turns;
  }

  double takenPerSecond() {
    return (turns - refusedOfThem) / seconds;
  }

  private boolean isFull() {
    return seconds >= SECONDS && turns >= FEWEST;
  }
}
