package org.segmentcourier.segment;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The little language of item-attribute queries: {@code ITEMS.<column> = "<value>"}, joined by
 * {@code AND}, with backslash as the escape in values. AWS documents nothing beyond it.
 */
final class AttributeExpression {

  /** Possessive, for a value may be long: a step back for each of its characters takes a stack. */
  private static final Pattern COMPARISON =
      Pattern.compile("\\s*([^\\s=\"]+)\\s*=\\s*(?:\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s\"]+))");

  private static final Pattern AND = Pattern.compile("\\s+AND(?=\\s)", Pattern.CASE_INSENSITIVE);

  private AttributeExpression() {}

  /**
   * Comparisons sorted, one space around {@code =} and {@code AND}, columns as written. What is not
   * of the language is kept, with runs of white space as one space.
   */
  static String canonical(String expression) {
    var comparisons = comparisons(expression);
    if (comparisons.isEmpty()) {
      return expression.strip().replaceAll("\\s+", " ");
    }
    Collections.sort(comparisons);
    return String.join(" AND ", comparisons);
  }

  /** The comparisons in canonical form; none if the expression is not of the language. */
  private static List<String> comparisons(String expression) {
    var text = expression.strip();
    var comparisons = new ArrayList<String>();
    Matcher comparison = COMPARISON.matcher(text);
    Matcher and = AND.matcher(text);
    int at = 0;
    while (comparison.region(at, text.length()).lookingAt()) {
      var value =
          comparison.group(2) == null
              ? comparison.group(3)
              : quoted(comparison.group(2).replaceAll("\\\\(.)", "$1"));
      comparisons.add(comparison.group(1) + " = " + value);
      at = comparison.end();
      if (at == text.length()) {
        return comparisons;
      }
      if (!and.region(at, text.length()).lookingAt()) {
        break;
      }
      at = and.end();
    }
    return new ArrayList<>();
  }

  /** A value between quotes, with quotes and backslashes in it escaped. */
  static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
