package org.segmentcourier.training.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The datasets a training config can have, and what Personalize demands of their schemas (Developer
 * Guide, "Custom datasets and schemas" and the two domains').
 */
public enum DatasetType {
  INTERACTIONS(
      List.of("USER_ID", "ITEM_ID", "TIMESTAMP"),
      Map.of("VIDEO_ON_DEMAND", List.of("EVENT_TYPE"), "ECOMMERCE", List.of("EVENT_TYPE"))),
  USERS(List.of("USER_ID"), Map.of()),
  ITEMS(
      List.of("ITEM_ID"),
      Map.of(
          "VIDEO_ON_DEMAND", List.of("GENRES", "CREATION_TIMESTAMP"),
          "ECOMMERCE", List.of("PRICE", "CATEGORY_L1")));

  /** The one type of these fields, wherever they stand. */
  static final Map<String, String> FIELD_TYPES =
      Map.of("USER_ID", "string", "ITEM_ID", "string", "TIMESTAMP", "long");

  private final List<String> required;
  private final Map<String, List<String>> requiredByDomain;

  DatasetType(List<String> required, Map<String, List<String>> requiredByDomain) {
    this.required = required;
    this.requiredByDomain = requiredByDomain;
  }

  /** The key in the config, the folder, and the stem of the CSV's name. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Fields that every schema of the type has. */
  List<String> required() {
    return required;
  }

  /** Fields that a schema of the type has besides in a domain dataset group. */
  List<String> requiredIn(String domain) {
    return requiredByDomain.getOrDefault(domain, List.of());
  }
}
