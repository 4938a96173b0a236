package org.segmentcourier.segment;

/**
 * What a segment was asked for: one line of a batch segment job's input, as its output repeats it.
 */
public sealed interface Query {

  /**
   * The one way to write the query, so that two spellings of it are seen to be the same: {@code
   * ITEMS.genres = "Action" AND ITEMS.year = "1999"} or {@code itemId = "105"}, followed by the
   * filter values if there are any.
   */
  String canonical();

  /**
   * Users who are interested in one item.
   *
   * @param filterValues JSON with sorted keys; empty if the query has none
   */
  record OfItem(String itemId, String filterValues) implements Query {
    @Override
    public String canonical() {
      return withFilter("itemId = " + AttributeExpression.quoted(itemId), filterValues);
    }
  }

  /**
   * Users who are interested in items with certain attributes.
   *
   * @param expression in canonical form
   * @param filterValues as in {@link OfItem}
   */
  record OfAttributes(String expression, String filterValues) implements Query {
    @Override
    public String canonical() {
      return withFilter(expression, filterValues);
    }
  }

  private static String withFilter(String query, String filterValues) {
    return filterValues.isEmpty() ? query : query + " " + filterValues;
  }
}
