package org.segmentcourier.bench;

import java.util.Locale;

/**
 * A figure that is to be reached.
 *
 * @param goal what is aimed at
 * @param limit beyond it, it counts as failed
 * @param more whether more is better
 */
record Figure(String what, double value, double goal, double limit, String unit, boolean more) {

  /** A ratio, of which more is better. */
  static Figure ratio(String what, double value, double goal, double limit) {
    return new Figure(what, value, goal, limit, "x", true);
  }

  /** Something of which less is better. */
  static Figure atMost(String what, double value, double goal, double limit, String unit) {
    return new Figure(what, value, goal, limit, unit, false);
  }

  /** A word for people. */
  String verdict() {
    if (more ? value >= goal : value <= goal) {
      return "reached";
    }
    return (more ? value >= limit : value <= limit) ? "falls short" : "falls short, beyond limit";
  }

  /** A row of a table. */
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %.2f %s | %.2f | %.2f | %s |",
        what,
        value,
        unit,
        goal,
        limit,
        verdict());
  }
}
