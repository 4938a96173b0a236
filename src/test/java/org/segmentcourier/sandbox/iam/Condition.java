package org.segmentcourier.sandbox.iam;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A condition of a policy statement: one of the values must fit what the request has under the key.
 * A request without the key does not fit.
 */
record Condition(boolean wildcards, String key, List<String> values) {

  static Condition of(String operator, String key, List<String> values) {
    return switch (operator) {
      case "StringEquals", "Bool" -> new Condition(false, key, values);
      // AWS lets ArnEquals have wildcards too: it and ArnLike are the same.
      case "StringLike", "ArnEquals", "ArnLike" -> new Condition(true, key, values);
      default ->
          throw new IllegalArgumentException(
              "the sandbox does not understand the condition operator '" + operator + "'");
    };
  }

  boolean holds(Map<String, String> context) {
    return context.entrySet().stream()
        .filter(
            entry -> entry.getKey().toLowerCase(Locale.ROOT).equals(key.toLowerCase(Locale.ROOT)))
        .anyMatch(entry -> values.stream().anyMatch(value -> fits(value, entry.getValue())));
  }

  private boolean fits(String value, String actual) {
    return wildcards ? Texts.like(value, actual) : value.equals(actual);
  }
}
