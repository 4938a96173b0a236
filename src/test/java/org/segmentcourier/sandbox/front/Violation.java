package org.segmentcourier.sandbox.front;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a value isn't what the service model wants. The sentences are AWS's own, as far as it has
 * one.
 *
 * @param path such as {@code tags.1.member.tagKey}, with a small letter first, as AWS has it
 * @param value as text, or {@code null}
 * @param constraint such as {@code Member must have length less than or equal to 63}
 * @param type whether the value is of another type altogether
 */
record Violation(String path, String value, String constraint, boolean type) {

  /** Longer values are cut in messages. */
  private static final int LONGEST_VALUE = 256;

  static String message(List<Violation> violations) {
    return violations.stream()
        .map(Violation::toString)
        .collect(
            Collectors.joining(
                "; ",
                "%d validation error%s detected: "
                    .formatted(violations.size(), violations.size() == 1 ? "" : "s"),
                ""));
  }

  @Override
  public String toString() {
    return "Value %s at '%s' failed to satisfy constraint: %s"
        .formatted(quoted(value), path, constraint);
  }

  private static String quoted(String value) {
    if (value.equals("null")) {
      return value;
    }
    return value.length() <= LONGEST_VALUE
        ? "'" + value + "'"
        : "'" + value.substring(0, LONGEST_VALUE) + "…'";
  }
}
