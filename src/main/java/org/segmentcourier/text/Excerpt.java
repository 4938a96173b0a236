package org.segmentcourier.text;

import java.util.ArrayList;
import java.util.List;

/**
 * The first of many, and how many more there are: all that a person reads of a long list, and all
 * that a message or a line of the log has room for.
 *
 * @param shown the first, in their order
 * @param more how many are not shown
 */
public record Excerpt<T>(List<T> shown, int more) {

  /** At most so many of a list. */
  public static <T> Excerpt<T> of(List<T> all, int most) {
    int shown = Math.min(most, all.size());
    return new Excerpt<>(List.copyOf(all.subList(0, shown)), all.size() - shown);
  }

  /**
   * What is left to say, such as {@code and 7 more files}.
   *
   * @param what they are, in the plural
   * @return empty if all are shown
   */
  public String rest(String what) {
    return more == 0 ? "" : "and %d more %s".formatted(more, what).strip();
  }

  /** Those shown, and after them how many more there are, if any. */
  public List<String> lines() {
    var lines = new ArrayList<String>();
    shown.forEach(item -> lines.add(String.valueOf(item)));
    if (more > 0) {
      lines.add(rest(""));
    }
    return lines;
  }
}
