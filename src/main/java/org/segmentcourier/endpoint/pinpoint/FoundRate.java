package org.segmentcourier.endpoint.pinpoint;

/**
 * The rate at which a service takes calls, found from nothing but which calls it takes and which it
 * refuses as too many.
 *
 * <p>The rate feels its way to a limit and beyond as TCP CUBIC does (RFC 9438): it comes up to the
 * last known limit, stays near it for some seconds, and then grows faster and faster. Single calls
 * are refused for many reasons; when more are, the rate falls. If it had gone beyond the limit, it
 * falls at once, back to near the limit. If it had not, the limit has fallen: calls are watched for
 * a second, and what is taken of them is the new limit. (A service that saves up unused calls
 * refuses late, but from then on takes exactly what it allows.)
 *
 * <p>Knows no clock but the turns, and grows only by those that were awaited: hours without calls,
 * or with fewer than there might be, say nothing.
 */
final class FoundRate {

  /** With fewer calls it would take long to see that a storm is over. */
  private static final double LOWEST = 1;

  /** To such a share of a limit the rate falls. */
  private static final double BELOW = 0.95;

  /** Calls per second and cubic second: from 50 to 300 in 25 seconds. */
  private static final double GROWTH = 0.025;

  /**
   * So far a service that saves up a second's calls lets the rate go beyond its limit before it
   * refuses the first. If the limit has risen, what was known of it says little.
   */
  private static final double BEYOND = 1.2;

  /** How much of a way beyond the limit, which ended in refusals, is taken to be below it yet. */
  private static final double CREDIT = 0.25;

  /** So many of a second's calls may be refused, whatever the reason, and the rate stays. */
  private static final double STRAYS = 0.01;

  /** Limits are per second: calls of the second before a fall may still be held against us. */
  private static final double SECOND = 1;

  private final double highest;
  private double limit;
  private double rate;
  private long falls;

  /** Seconds of turns that are left until the service has forgotten the rate before. */
  private double settling;

  /** Seconds of turns since then, if they were awaited. */
  private double climbing;

  /** What becomes of calls since one was refused; null while none is. */
  private Watch watch;

  private long turns;

  /**
   * @param highest calls per second, at least 1: it begins there, and never goes beyond
   */
  FoundRate(double highest) {
    this.highest = highest;
    this.limit = highest;
    this.rate = highest;
    this.climbing = secondsToLimit();
  }

  /** Calls per second, now. */
  synchronized double perSecond() {
    return rate;
  }

  /**
   * A turn is taken.
   *
   * @param seconds since the turn before it, without the time in which nobody wanted one
   * @param awaited whether it is the rate that held the call up
   */
  synchronized Turn turn(double seconds, boolean awaited) {
    turns++;
    if (settling > 0) {
      settling -= seconds;
      return new Turn(turns, seconds, awaited, falls - 1);
    }
    if (watch != null) {
      watch.add(turns, seconds);
    }
    return new Turn(turns, seconds, awaited, falls);
  }

  /** The service took the call of a turn: it answered, whatever the answer. */
  synchronized void taken(Turn turn) {
    if (turn.fall() < falls) {
      return;
    }
    if (turn.awaited()) {
      climbing += turn.seconds();
      rate = Math.min(highest, climbed());
    }
    if (watch != null) {
      judge(turn);
    }
  }

  /** The service refused the call of a turn, as one too many. */
  synchronized void refused(Turn turn) {
    if (turn.fall() < falls) {
      return;
    }
    if (watch == null) {
      watch = new Watch();
    }
    watch.refused(turn);
    if (rate > limit && watch.refused() > STRAYS * rate) {
      fall(Math.max(limit + CREDIT * (rate - limit), rate / BEYOND));
    } else {
      judge(turn);
    }
  }

  private double climbed() {
    return limit + GROWTH * Math.pow(climbing - secondsToLimit(), 3);
  }

  private double secondsToLimit() {
    return Math.cbrt((1 - BELOW) * limit / GROWTH);
  }

  private void judge(Turn latest) {
    if (!watch.isOver(latest)) {
      return;
    }
    if (watch.refusedShare() > STRAYS) {
      fall(watch.takenPerSecond());
    }
    watch = null;
  }

  private void fall(double newLimit) {
    limit = Math.max(LOWEST, newLimit);
    rate = Math.max(LOWEST, BELOW * limit);
    falls++;
    settling = SECOND;
    climbing = 0;
    watch = null;
  }
}
