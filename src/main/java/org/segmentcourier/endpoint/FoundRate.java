package org.segmentcourier.endpoint;

/**
 * The rate at which a service takes calls, found from nothing but which calls it takes and which it
 * refuses as too many.
 *
 * <p>The rate feels its way to a limit and beyond as TCP CUBIC does (RFC 9438): it comes up to the
 * last known limit, stays near it for some seconds, and then grows faster and faster. Single calls
 * are refused for many reasons; when more are, the rate falls. If it had gone beyond the limit, it
 * falls at once, back to near the limit. If it had not, the limit has fallen: calls are watched for
 * a second, and what was taken in that second is the new limit. (A service that saves up unused
 * calls refuses late, but from then on takes exactly what it allows.)
 *
 * <p>Knows no clock but the turns, and grows only by those that were awaited: hours without calls,
 * or with fewer than there might be, say nothing.
 */
final class FoundRate {

  /** With fewer calls it would take long to see that a storm is over. */
  private static final double LOWEST = 1;

  /** So far below a limit the rate falls. */
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

  /** Calls that are watched: a second's, since limits are per second, and not too few. */
  private static final double SECOND = 1;

  private static final int FEWEST = 10;

  private final double highest;
  private double limit;
  private double rate;
  private long falls;

  /** Seconds that are left until the service has forgotten the rate before. */
  private double settling;

  /** Seconds since then. */
  private double climbing;

  private Watch watch = Watch.NONE;

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

  /** How often the rate has fallen. */
  synchronized long falls() {
    return falls;
  }

  /** The service took a call: it answered, whatever the answer. */
  synchronized void taken(Turn turn) {
    if (isAboutRateBefore(turn)) {
      return;
    }
    if (turn.awaited()) {
      climbing += turn.seconds();
      rate = Math.min(highest, climbed());
    }
    if (watch.refused() > 0) {
      watch = watch.taken(turn);
      judge();
    }
  }

  /** The service refused a call, as one too many. */
  synchronized void refused(Turn turn) {
    if (isAboutRateBefore(turn)) {
      return;
    }
    watch = watch.refused(turn);
    if (rate > limit && watch.refused() > STRAYS * rate) {
      fall(Math.max(limit + CREDIT * (rate - limit), rate / BEYOND));
    } else {
      judge();
    }
  }

  /**
   * What was under way when the rate fell is refused for the rate before. So may be what is asked
   * in the second after it, by a service that counts the calls of each second.
   */
  private boolean isAboutRateBefore(Turn turn) {
    if (turn.fall() < falls) {
      return true;
    }
    if (settling > 0) {
      settling -= turn.seconds();
      return true;
    }
    return false;
  }

  private double climbed() {
    return limit + GROWTH * Math.pow(climbing - secondsToLimit(), 3);
  }

  private double secondsToLimit() {
    return Math.cbrt((1 - BELOW) * limit / GROWTH);
  }

  private void judge() {
    if (watch.seconds() < SECOND || watch.calls() < FEWEST) {
      return;
    }
    if (watch.refused() > STRAYS * watch.calls()) {
      fall(watch.taken() / watch.seconds());
    }
    watch = Watch.NONE;
  }

  private void fall(double newLimit) {
    limit = Math.max(LOWEST, newLimit);
    rate = Math.max(LOWEST, BELOW * limit);
    falls++;
    settling = SECOND;
    climbing = 0;
    watch = Watch.NONE;
  }

  /** What became of some calls, one after the other; the first of them was refused. */
  private record Watch(double seconds, int taken, int refused) {

    static final Watch NONE = new Watch(0, 0, 0);

    Watch taken(Turn turn) {
      return new Watch(seconds + turn.seconds(), taken + 1, refused);
    }

    Watch refused(Turn turn) {
      return new Watch(seconds + turn.seconds(), taken, refused + 1);
    }

    int calls() {
      return taken + refused;
    }
  }
}
