package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** The recipes as callers see them; nobody makes or deletes any. */
final class Recipes {

  /** When the segmentation recipes came out; a date for all of them. */
  private static final double SINCE = View.epochSeconds(Instant.parse("2021-11-29T00:00:00Z"));

  private Recipes() {}

  static ObjectNode list(ObjectNode input) {
    // A recipe of a domain is for recommenders; those here are for custom solutions.
    List<Recipe> listed = input.has("domain") ? List.of() : Arrays.asList(Recipe.values());
    return Pages.page(
        "recipes", input, listed, recipe -> recipe.ordinal() + 1, Recipes::summarized);
  }

  static ObjectNode describe(ObjectNode input) {
    String arn = input.path("recipeArn").asText();
    Recipe recipe = Recipe.withArn(arn).orElseThrow(() -> Registry.notFound(arn));
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.set(
        "recipe",
        summarized(recipe)
            .put("algorithmArn", "arn:aws:personalize:::algorithm/" + recipe.id())
            .put("description", recipe.description())
            .put("recipeType", recipe.type()));
    return answer;
  }

  private static ObjectNode summarized(Recipe recipe) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("name", recipe.id())
        .put("recipeArn", recipe.arn())
        .put("status", "ACTIVE")
        .put("creationDateTime", SINCE)
        .put("lastUpdatedDateTime", SINCE);
  }
}
