package org.segmentcourier.endpoint.pinpoint;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Calls to a service that limits them, on a clock of its own: a minute of them takes milliseconds,
 * and is the same each time. All times are seconds.
 */
final class Traffic {

  private static final double SECOND = 1e9;
  private static final int LONGEST = 3600;

  /** Threads wake up a little late. */
  private static final double LATEST_WAKE = 0.0005;

  private record Event(double at, long number, Runnable what) {}

  private final PriorityQueue<Event> events =
      new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::number));
  private final Random chance = new Random(1);
  private final Limiter limiter;
  private final double latency;
  private final int[] taken = new int[LONGEST];
  private final int[] refused = new int[LONGEST];
  private long number;
  private double now;

  /**
   * @param latency from a call to its answer, give or take a third
   */
  Traffic(Limiter limiter, double latency) {
    this.limiter = limiter;
    this.latency = latency;
  }

  /** Something happens at some time. */
  void at(double time, Runnable what) {
    events.add(new Event(time, number++, what));
  }

  /** The limit becomes another one. */
  void limitAt(double time, double rate) {
    at(time, () -> limiter.limit(rate));
  }

  /** Somebody else calls the service at a steady rate, whatever it answers. */
  void others(double rate, double from, double to) {
    for (double time = from; time < to; time += 1 / rate) {
      at(time, () -> limiter.takes(now));
    }
  }

  /** Somebody looks up users, without an end. */
  Caller caller(int highest, int threads) {
    return new Caller(highest, threads);
  }

  void runUntil(double time) {
    while (!events.isEmpty() && events.peek().at() < time) {
      var event = events.remove();
      now = event.at();
      event.what().run();
    }
    now = time;
  }

  /** Calls per second that were taken from one second to another, by all callers. */
  double taken(int from, int to) {
    return (double) sum(taken, from, to) / (to - from);
  }

  /** The share of the calls made between two seconds that were refused. */
  double refusedShare(int from, int to) {
    double refusals = sum(refused, from, to);
    return refusals / (refusals + sum(taken, from, to));
  }

  /** Calls made between two seconds. */
  int sent(int from, int to) {
    return sum(taken, from, to) + sum(refused, from, to);
  }

  /** How many seconds it takes from one on until so many calls are taken per second. */
  int secondsUntil(double rate, int from) {
    return IntStream.range(from, (int) now - 1)
            .filter(second -> taken(second, second + 2) >= rate)
            .findFirst()
            .orElse(LONGEST)
        - from;
  }

  private static int sum(int[] perSecond, int from, int to) {
    return IntStream.range(from, to).map(second -> perSecond[second]).sum();
  }

  /** Threads that take turns as {@link Pace} gives them. */
  final class Caller {

    private final FoundRate rate;
    private final Turns turns;
    private final Queue<Runnable> line = new ArrayDeque<>();
    private boolean waiting;
    private int answers;

    private Caller(int highest, int threads) {
      rate = new FoundRate(highest);
      turns = new Turns(Math.round(now * SECOND), rate);
      IntStream.range(0, threads).forEach(thread -> at(now, this::nextCall));
    }

    /** Calls of this caller that were taken. */
    int answers() {
      return answers;
    }

    private void nextCall() {
      line.add(this::call);
      waitForTurn();
    }

    private void waitForTurn() {
      if (!waiting && !line.isEmpty()) {
        waiting = true;
        wake();
      }
    }

    /** The first in line looks whether its turn has come. */
    private void wake() {
      double next = turns.next() / SECOND;
      if (next > now) {
        at(next + chance.nextDouble() * LATEST_WAKE, this::wake);
        return;
      }
      waiting = false;
      line.remove().run();
      waitForTurn();
    }

    private void call() {
      var turn = turns.take(Math.round(now * SECOND));
      double half = latency / 2 * (2 + chance.nextDouble() - 0.5) / 2;
      at(now + half, () -> arrive(turn, half));
    }

    private void arrive(Turn turn, double half) {
      if (limiter.takes(now)) {
        taken[(int) now]++;
        at(now + half, () -> answered(turn));
      } else {
        refused[(int) now]++;
        at(now + half, () -> refused(turn));
      }
    }

    private void answered(Turn turn) {
      answers++;
      rate.taken(turn);
      nextCall();
    }

    private void refused(Turn turn) {
      rate.refused(turn);
      at(now + 0.1 * (0.5 + chance.nextDouble()), this::nextCall);
    }
  }
}
