package org.segmentcourier.sandbox.personalize;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.AwsError;

/** The three types of dataset, each with what its schema must have. */
enum DatasetType {
  INTERACTIONS(
      List.of("USER_ID:string", "ITEM_ID:string", "TIMESTAMP:long"),
      Set.of(
          "EVENT_TYPE",
          "EVENT_VALUE",
          "IMPRESSION",
          "RECOMMENDATION_ID",
          "EVENT_ATTRIBUTION_SOURCE"),
      Quota.INTERACTION_COLUMNS),
  ITEMS(List.of("ITEM_ID:string"), Set.of("CREATION_TIMESTAMP"), Quota.ITEM_COLUMNS),
  USERS(List.of("USER_ID:string"), Set.of(), Quota.USER_COLUMNS);

  private final List<String> required;
  private final Set<String> reserved;
  private final Quota columns;

  DatasetType(List<String> required, Set<String> reserved, Quota columns) {
    this.required = required;
    this.reserved = reserved;
    this.columns = columns;
  }

  /**
   * The fields that a schema must have, as {@code NAME:type}.
   *
   * @param domain of the dataset group, {@code ECOMMERCE} or {@code VIDEO_ON_DEMAND}; empty for a
   *     custom group
   */
  List<String> required(String domain) {
    if (domain.isEmpty()) {
      return required;
    }
    List<String> more =
        switch (this) {
          case INTERACTIONS -> List.of("EVENT_TYPE:string");
          case ITEMS ->
              domain.equals("ECOMMERCE")
                  ? List.of("PRICE:float", "CATEGORY_L1:string")
                  : List.of("GENRES:string", "CREATION_TIMESTAMP:long");
          case USERS -> List.of();
        };
    return Stream.concat(required.stream(), more.stream()).toList();
  }

  /** The columns of the customer's own choice: neither required nor reserved. */
  List<Column> metadata(List<Column> columns) {
    Set<String> known =
        required.stream().map(field -> field.split(":", 2)[0]).collect(Collectors.toSet());
    return columns.stream()
        .filter(column -> !known.contains(column.name()) && !reserved.contains(column.name()))
        .toList();
  }

  /** How many such columns there may be. */
  Quota columns() {
    return columns;
  }

  /** Items and users need at least one column that says something about them. */
  boolean needsMetadata() {
    return this != INTERACTIONS;
  }

  /**
   * @throws AwsError InvalidInput for a type that isn't one of the three
   */
  static DatasetType of(String word) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "INTERACTIONS" -> INTERACTIONS;
      case "ITEMS" -> ITEMS;
      case "USERS" -> USERS;
      default ->
          throw new AwsError(
              "InvalidInputException",
              "Dataset type " + word + " is not one of Interactions, Items, Users");
    };
  }
}
