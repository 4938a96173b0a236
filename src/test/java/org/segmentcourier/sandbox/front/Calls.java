package org.segmentcourier.sandbox.front;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** The calls that came in: the latest in full, all of them as counts per IAM action. */
public final class Calls {

  private final int kept;
  private final Deque<Call> latest = new ArrayDeque<>();
  private final Map<String, Map<String, Long>> countsByCaller = new TreeMap<>();
  private final List<String> bugs = new ArrayList<>();
  private long number;

  /**
   * @param kept how many calls are kept in full
   */
  Calls(int kept) {
    this.kept = kept;
  }

  /** Kept calls with a number over this one, oldest first. */
  public synchronized List<Call> since(long lastSeen) {
    return latest.stream().filter(call -> call.number() > lastSeen).toList();
  }

  /** How often each IAM action was called, by whomever. */
  public synchronized Map<String, Long> counts() {
    var sums = new TreeMap<String, Long>();
    countsByCaller
        .values()
        .forEach(c -> c.forEach((action, n) -> sums.merge(action, n, Long::sum)));
    return sums;
  }

  /** How often each IAM action was called under this access key id. */
  public synchronized Map<String, Long> counts(String caller) {
    return new TreeMap<>(countsByCaller.getOrDefault(caller, Map.of()));
  }

  /**
   * Where the sandbox itself was wrong: answers of services that violate the service model,
   * refusals that the model doesn't have, exceptions. A test that finds one here fails.
   */
  public synchronized List<String> bugs() {
    return List.copyOf(bugs);
  }

  /** Forgets calls, counts and bugs; numbers go on. */
  public synchronized void clear() {
    latest.clear();
    countsByCaller.clear();
    bugs.clear();
  }

  synchronized void add(LongFunction<Call> numbered) {
    var call = numbered.apply(++number);
    latest.addLast(call);
    if (latest.size() > kept) {
      latest.removeFirst();
    }
    countsByCaller
        .computeIfAbsent(call.caller(), caller -> new TreeMap<>())
        .merge(call.action(), 1L, Long::sum);
  }

  synchronized void addBug(String what) {
    if (bugs.size() < kept) {
      bugs.add(what);
    }
  }
}
