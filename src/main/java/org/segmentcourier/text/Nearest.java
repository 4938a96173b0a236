package org.segmentcourier.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody who misspelt a word probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The choice with the fewest letters to change, if that is less than half of them. Capitals don't
   * count.
   */
  public static Optional<String> to(String word, Collection<String> choices) {
    return nearest(word, choices)
        .filter(choice -> distance(word, choice) * 2 < Math.max(word.length(), choice.length()));
  }

  /** The choice with the fewest letters to change, if those are at most so many. */
  public static Optional<String> within(int most, String word, Collection<String> choices) {
    return nearest(word, choices).filter(choice -> distance(word, choice) <= most);
  }

  private static Optional<String> nearest(String word, Collection<String> choices) {
    return choices.stream()
        .min(
            Comparator.comparingInt((String choice) -> distance(word, choice))
                .thenComparing(c -> c));
  }

  /** The choices, and which of them was probably meant. */
  public static String oneOf(Collection<String> choices, String word) {
    String all = (choices.size() == 1 ? "" : "one of ") + String.join(", ", choices);
    return to(word, choices).map(nearest -> all + " (did you mean " + nearest + "?)").orElse(all);
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
  }
}
