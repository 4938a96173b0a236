package org.segmentcourier.bench;

import java.util.Locale;

/**
 * What one job has put out.
 *
 * @param lines how many segments
 * @param users of each
 */
record Shape(Ids ids, int lines, long users) {

  /** For people, and for files: {@code uuids-1x5000000}. */
  @Override
  public String toString() {
    return "%s-%dx%d".formatted(ids.name().toLowerCase(Locale.ROOT), lines, users);
  }

  long allUsers() {
    return lines * users;
  }
}
