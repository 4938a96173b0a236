package org.segmentcourier.branch;

import java.util.Arrays;
import java.util.Locale;

/** What a branch's route gets. */
public enum HandOver {
  /** A finished segment file at a time. */
  FILES,
  /** Some endpoints of it at a time. */
  BATCHES;

  /**
   * @throws IllegalArgumentException if there is none of this name
   */
  static HandOver of(String name) {
    return Arrays.stream(values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "of '%s' is unknown; it must be files or batches".formatted(name)));
  }
}
