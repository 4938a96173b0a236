package org.segmentcourier.sandbox.front;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The faults that calls are struck by. A call is struck by the first that fits, and only that. */
public final class Faults {

  private final Map<String, Armed> armed = new LinkedHashMap<>();
  private final Map<String, Hold> holds = new LinkedHashMap<>();
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
    var added = new Armed(fault);
    armed.put(id, added);
    holds.put(id, added.hold);
    return id;
  }

  /** Those that aren't spent, by id. */
  public synchronized Map<String, Fault> list() {
    var faults = new LinkedHashMap<String, Fault>();
    armed.forEach((id, a) -> faults.put(id, a.fault));
    return faults;
  }

  /** Takes all of them away, and drops the calls that they hold. */
  public synchronized void clear() {
    armed.clear();
    holds.values().forEach(Hold::drop);
    holds.clear();
  }

  /** Takes those away that hold calls, and lets these calls go on. */
  public synchronized void release() {
    armed.values().removeIf(one -> one.fault.effect == Fault.Effect.HOLD);
    holds.values().forEach(Hold::release);
    holds.clear();
  }

  /**
   * Takes one away, and lets the calls go on that it holds.
   *
   * @throws IllegalArgumentException there was none of this id
   */
  public synchronized void release(String id) {
    var hold = holds.remove(id);
    if (hold == null) {
      throw new IllegalArgumentException(
          "no fault '%s'; there are %s".formatted(id, holds.keySet()));
    }
    armed.remove(id);
    hold.release();
  }

  /** The calls that are held now, in the order in which they came. */
  public synchronized List<HeldCall> held() {
    return holds.values().stream().flatMap(hold -> hold.calls().stream()).toList();
  }

  synchronized Optional<Strike> strike(CallName call, String agent) {
    for (var entry : armed.entrySet()) {
      var candidate = entry.getValue();
      if (candidate.strikes(call, agent)) {
        if (candidate.spent()) {
          armed.remove(entry.getKey());
        }
        return Optional.of(new Strike(entry.getKey(), candidate.fault, candidate.hold));
      }
    }
    return Optional.empty();
  }

  private static final class Armed {
    private final Fault fault;
    private final Random chance;
    private final Hold hold = new Hold();
    private int passed;
    private int struck;

    Armed(Fault fault) {
      this.fault = fault;
      this.chance = new Random(fault.seed);
    }

    boolean strikes(CallName call, String agent) {
      boolean fits = fault.matches(call, agent) && chance.nextDouble() < fault.probability;
      if (fits && passed < fault.skip) {
        passed++;
        return false;
      }
      struck += fits ? 1 : 0;
      return fits;
    }

    boolean spent() {
      return fault.times > 0 && struck >= fault.times;
    }
  }
}
