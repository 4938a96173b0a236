package org.segmentcourier.sandbox.personalize;

import java.util.Arrays;
import java.util.Optional;

/** The recipes of custom solutions. The two of user segmentation rank; the others only train. */
enum Recipe {
  ITEM_AFFINITY("aws-item-affinity", "USER_SEGMENTATION", "Users by affinity to an item"),
  ITEM_ATTRIBUTE_AFFINITY(
      "aws-item-attribute-affinity", "USER_SEGMENTATION", "Users by affinity to item attributes"),
  USER_PERSONALIZATION_V2(
      "aws-user-personalization-v2", "USER_PERSONALIZATION", "Items for a user"),
  USER_PERSONALIZATION("aws-user-personalization", "USER_PERSONALIZATION", "Items for a user"),
  PERSONALIZED_RANKING_V2(
      "aws-personalized-ranking-v2", "PERSONALIZED_RANKING", "Items in a user's order"),
  PERSONALIZED_RANKING(
      "aws-personalized-ranking", "PERSONALIZED_RANKING", "Items in a user's order"),
  POPULARITY_COUNT("aws-popularity-count", "USER_PERSONALIZATION", "The most popular items"),
  TRENDING_NOW("aws-trending-now", "POPULAR_ITEMS", "Items that gain popularity"),
  SIMILAR_ITEMS("aws-similar-items", "RELATED_ITEMS", "Items like an item"),
  SIMS("aws-sims", "RELATED_ITEMS", "Items that go together with an item"),
  NEXT_BEST_ACTION("aws-next-best-action", "PERSONALIZED_ACTIONS", "Actions for a user");

  /** Recipes belong to no account and no region. */
  private static final String ARN = "arn:aws:personalize:::recipe/";

  private final String id;
  private final String type;
  private final String description;

  Recipe(String id, String type, String description) {
    this.id = id;
    this.type = type;
    this.description = description;
  }

  String id() {
    return id;
  }

  String arn() {
    return ARN + id;
  }

  String type() {
    return type;
  }

  String description() {
    return description;
  }

  boolean segmentsUsers() {
    return type.equals("USER_SEGMENTATION");
  }

  /** Whether a version can be brought up to date without training anew. */
  boolean canBeUpdated() {
    return this == USER_PERSONALIZATION || this == USER_PERSONALIZATION_V2;
  }

  static Optional<Recipe> withArn(String arn) {
    return Arrays.stream(values()).filter(recipe -> recipe.arn().equals(arn)).findFirst();
  }
}
