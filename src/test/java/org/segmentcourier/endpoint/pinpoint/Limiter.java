package org.segmentcourier.endpoint.pinpoint;

import java.util.Random;

/** How a service decides which calls are too many. */
interface Limiter {

  /** Whether it takes a call at this time, in seconds; asked in order. */
  boolean takes(double now);

  /** Another limit from now on, calls per second. */
  void limit(double rate);

  /** Saves up calls that were not made, those of some seconds; at first it has them all. */
  static Limiter saving(double seconds, double rate) {
    return new Saving(seconds, rate);
  }

  /** Counts the calls of each second. */
  static Limiter counting(double rate) {
    return new Counting(rate);
  }

  /** Refuses a share of those that another takes, in a time from one second to another. */
  static Limiter refusing(double share, double from, double to, Limiter other) {
    return new Refusing(share, from, to, other, new Random(7));
  }

  /** A bucket of tokens, as AWS documents its limits. */
  final class Saving implements Limiter {
    private final double seconds;
    private double rate;
    private double saved;
    private double last;

    private Saving(double seconds, double rate) {
      this.seconds = seconds;
      limit(rate);
    }

    @Override
    public boolean takes(double now) {
      saved = Math.min(most(), saved + (now - last) * rate);
      last = now;
      if (saved < 1) {
        return false;
      }
      saved--;
      return true;
    }

    @Override
    public void limit(double newRate) {
      rate = newRate;
      saved = most();
    }

    private double most() {
      return Math.max(1, seconds * rate);
    }
  }

  /** A new count each second. */
  final class Counting implements Limiter {
    private double rate;
    private long second = -1;
    private int count;

    private Counting(double rate) {
      this.rate = rate;
    }

    @Override
    public boolean takes(double now) {
      if ((long) now != second) {
        second = (long) now;
        count = 0;
      }
      if (count >= rate) {
        return false;
      }
      count++;
      return true;
    }

    @Override
    public void limit(double newRate) {
      rate = newRate;
    }
  }

  /** Refuses at random, however few calls there are. */
  record Refusing(double share, double from, double to, Limiter other, Random chance)
      implements Limiter {

    @Override
    public boolean takes(double now) {
      boolean struck = now >= from && now < to && chance.nextDouble() < share;
      return !struck && other.takes(now);
    }

    @Override
    public void limit(double rate) {
      other.limit(rate);
    }
  }
}
