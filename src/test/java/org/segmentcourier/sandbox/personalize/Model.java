package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A trained solution version: answers queries with users.
 *
 * @param attributes the items dataset; empty if there was none
 * @param metrics what {@link Evaluation} found
 */
record Model(
    Recipe recipe, Evidence evidence, Imported.Items attributes, Map<String, Double> metrics) {

  /** A query that gets an error instead of users; the message is what the line will say. */
  static final class BadQuery extends Exception {

    private static final long serialVersionUID = 1L;

    BadQuery(String message) {
      super(message);
    }
  }

  /**
   * The users of a segment, best first.
   *
   * @param query {@code {"itemId": "…"}} or {@code {"itemAttributes": "…"}}, as the recipe wants
   * @param most how many users at most
   */
  List<String> segment(JsonNode query, long most) throws BadQuery {
    return recipe == Recipe.ITEM_AFFINITY
        ? likeItem(text(query, "itemId"), most)
        : likeAttributes(AttributeExpression.parse(text(query, "itemAttributes")), most);
  }

  private String text(JsonNode query, String member) throws BadQuery {
    if (!query.path(member).isTextual()) {
      throw new BadQuery(
          "A query of %s must have the string member %s".formatted(recipe.id(), member));
    }
    return query.get(member).textValue();
  }

  private List<String> likeItem(String id, long most) throws BadQuery {
    int item = evidence.indexOfItem(id);
    if (item < 0) {
      if (attributes.rows().containsKey(id)) {
        return List.of();
      }
      throw new BadQuery("The item " + id + " is not in the training data");
    }
    return new Affinity(evidence).rank(new ItemSimilarity(evidence).to(item), most);
  }

  private List<String> likeAttributes(AttributeExpression expression, long most) throws BadQuery {
    expression.check(attributes.columns());
    double[] matches = new double[evidence.items()];
    for (int i = 0; i < matches.length; i++) {
      Map<String, String> item = attributes.rows().getOrDefault(evidence.item(i), Map.of());
      matches[i] = expression.matches(attributes.columns(), item) ? 1 : 0;
    }
    // Nobody can be said to like what nobody has seen; whether AWS answers so is unverified.
    return Arrays.stream(matches).sum() == 0
        ? List.of()
        : new Affinity(evidence).rank(matches, most);
  }
}
