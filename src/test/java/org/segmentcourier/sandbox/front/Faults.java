package org.segmentcourier.sandbox.front;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The faults that calls are struck by. A call is struck by the first that fits, and only that. */
public final class Faults {

  private final Map<String, Armed> armed = new LinkedHashMap<>();
  private int given;

  /**
   * Adds a fault behind those that are there.
   *
   * @return its id, by which recorded calls name it
   * @throws IllegalArgumentException what is wrong with the order
   */
  public synchronized String add(Fault fault) {
    fault.check();
    var id = "fault-" + ++given;
    armed.put(id, new Armed(fault));
    return id;
  }

  /** Those that aren't spent, by id. */
  public synchronized Map<String, Fault> list() {
    var faults = new LinkedHashMap<String, Fault>();
    armed.forEach((id, a) -> faults.put(id, a.fault));
    return faults;
  }

  /** Takes all of them away. */
  public synchronized void clear() {
    armed.clear();
  }

  synchronized Optional<Strike> strike(CallName call) {
    for (var entry : armed.entrySet()) {
      var candidate = entry.getValue();
      if (candidate.strikes(call)) {
        if (candidate.spent()) {
          armed.remove(entry.getKey());
        }
        return Optional.of(new Strike(entry.getKey(), candidate.fault));
      }
    }
    return Optional.empty();
  }

  private static final class Armed {
    private final Fault fault;
    private final Random chance;
    private int struck;

    Armed(Fault fault) {
      this.fault = fault;
      this.chance = new Random(fault.seed);
    }

    boolean strikes(CallName call) {
      boolean strikes = fault.matches(call) && chance.nextDouble() < fault.probability;
      struck += strikes ? 1 : 0;
      return strikes;
    }

    boolean spent() {
      return fault.times > 0 && struck >= fault.times;
    }
  }
}
