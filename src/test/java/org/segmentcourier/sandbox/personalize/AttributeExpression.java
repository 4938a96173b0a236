package org.segmentcourier.sandbox.personalize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.segmentcourier.sandbox.personalize.Model.BadQuery;

/**
 * An expression over item attributes, such as {@code ITEMS.genres = "Action" AND ITEMS.year =
 * "1999"}. There is only {@code =} and {@code AND}; a backslash takes the special meaning from the
 * character after it.
 */
record AttributeExpression(List<Comparison> comparisons) {

  /** One item column must have one value, or it must be among its categories. */
  record Comparison(String column, String value) {

    Optional<Column> in(List<Column> columns) {
      return columns.stream()
          .filter(candidate -> candidate.name().equalsIgnoreCase(column))
          .findFirst();
    }
  }

  private static final Pattern COMPARISON =
      Pattern.compile("\\s*ITEMS\\.(\\w+)\\s*=\\s*\"((?:[^\"\\\\]|\\\\.)*)\"\\s*", Pattern.DOTALL);

  static AttributeExpression parse(String expression) throws BadQuery {
    List<Comparison> comparisons = new ArrayList<>();
    Matcher comparison = COMPARISON.matcher(expression);
    int at = 0;
    while (true) {
      comparison.region(at, expression.length());
      if (!comparison.lookingAt()) {
        throw new BadQuery(
            "Invalid expression at character %d of %s: expected ITEMS.<column> = \"<value>\""
                .formatted(at + 1, expression));
      }
      String value = comparison.group(2).replaceAll("(?s)\\\\(.)", "$1");
      comparisons.add(new Comparison(comparison.group(1), value));
      at = comparison.end();
      if (at == expression.length()) {
        return new AttributeExpression(List.copyOf(comparisons));
      }
      if (!expression.startsWith("AND ", at)) {
        throw new BadQuery(
            "Invalid expression at character %d of %s: only AND can join comparisons"
                .formatted(at + 1, expression));
      }
      at += "AND".length();
    }
  }

  /**
   * Whether the items have the columns compared.
   *
   * @throws BadQuery with what is wrong with the first that isn't there, or can't be compared
   */
  void check(List<Column> columns) throws BadQuery {
    for (Comparison comparison : comparisons) {
      Column column =
          comparison
              .in(columns)
              .orElseThrow(
                  () ->
                      new BadQuery(
                          "Items have no column %s; they have %s"
                              .formatted(
                                  comparison.column(),
                                  columns.stream()
                                      .map(Column::name)
                                      .collect(Collectors.joining(", ")))));
      if (column.textual()) {
        throw new BadQuery("The column " + column.name() + " is textual and can't be queried");
      }
    }
  }

  /** Whether an item, as column name to value, has all that is asked. */
  boolean matches(List<Column> columns, Map<String, String> item) {
    return comparisons.stream()
        .allMatch(
            comparison ->
                comparison
                    .in(columns)
                    .filter(
                        column ->
                            item.containsKey(column.name())
                                && has(column, item.get(column.name()), comparison.value()))
                    .isPresent());
  }

  private static boolean has(Column column, String actual, String wanted) {
    if (column.categorical()) {
      return Arrays.asList(actual.split("\\|")).contains(wanted);
    }
    return switch (column.type()) {
      case STRING -> actual.equals(wanted);
      case BOOLEAN -> actual.equalsIgnoreCase(wanted);
      case INT, LONG, FLOAT, DOUBLE ->
          column.type().accepts(wanted)
              && Double.compare(Double.parseDouble(actual), Double.parseDouble(wanted)) == 0;
    };
  }
}
