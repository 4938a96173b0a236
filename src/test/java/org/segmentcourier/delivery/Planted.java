package org.segmentcourier.delivery;

import java.util.HashMap;
import java.util.Map;

/**
 * The counters that are wrong at the moment, and by how much; each once. This class is loaded once,
 * whichever loader has the classes that errors are planted in.
 */
public final class Planted {

  private static final Map<String, Integer> ERRORS = new HashMap<>();

  private Planted() {}

  /** From now on these counters, and no others, are wrong the next time that they count. */
  static synchronized void errors(Map<String, Integer> errors) {
    ERRORS.clear();
    ERRORS.putAll(errors);
  }

  /** Those that have not counted since. */
  static synchronized Map<String, Integer> left() {
    return Map.copyOf(ERRORS);
  }

  /** By how much this counter is off now. Called from what was planted. */
  public static synchronized int off(String counter) {
    var off = ERRORS.remove(counter);
    return off == null ? 0 : off;
  }

  /** The same of the counter of an outcome. */
  public static int off(Enum<?> outcome) {
    return off(name(outcome));
  }

  /** What the counter of an outcome is called. */
  static String name(Enum<?> outcome) {
    return outcome.getDeclaringClass().getSimpleName() + " " + outcome.name();
  }
}
