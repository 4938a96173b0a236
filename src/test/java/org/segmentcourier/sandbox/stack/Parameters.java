package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The values of a template's parameters, checked against what it demands of them. */
final class Parameters {

  private final Map<String, String> values;

  private Parameters(Map<String, String> values) {
    this.values = values;
  }

  /**
   * @param declared the section {@code Parameters}
   * @param given values by name; a parameter that isn't among them takes its default
   * @throws TemplateException if a value is missing, not allowed, or of no parameter
   */
  static Parameters of(ObjectNode declared, Map<String, String> given) {
    for (String name : given.keySet()) {
      if (!declared.has(name)) {
        throw new TemplateException("Parameters." + name, "the template has no such parameter");
      }
    }
    var values = new LinkedHashMap<String, String>();
    declared
        .properties()
        .forEach(
            entry -> {
              String path = "Parameters." + entry.getKey();
              String value = value(path, entry.getValue(), given.get(entry.getKey()));
              check(path, entry.getValue(), value);
              values.put(entry.getKey(), value);
            });
    return new Parameters(values);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  private static String value(String path, JsonNode declaration, String given) {
    if (given != null) {
      return given;
    }
    if (!declaration.has("Default")) {
      throw new TemplateException(path, "has no default, so a value must be given");
    }
    return declaration.get("Default").asText();
  }

  private static void check(String path, JsonNode declaration, String value) {
    if (!isOf(path, declaration.path("Type").asText(), value)) {
      throw new TemplateException(path, "'" + value + "' is no number");
    }
    for (var constraint : declaration.properties()) {
      JsonNode limit = constraint.getValue();
      boolean holds =
          switch (constraint.getKey()) {
            case "MinValue" -> new BigDecimal(value).compareTo(limit.decimalValue()) >= 0;
            case "MaxValue" -> new BigDecimal(value).compareTo(limit.decimalValue()) <= 0;
            case "MinLength" -> value.length() >= limit.asInt();
            case "MaxLength" -> value.length() <= limit.asInt();
            case "AllowedPattern" -> value.matches(limit.asText());
            case "AllowedValues" -> contains(limit, value);
            case "Type", "Default", "Description", "ConstraintDescription", "NoEcho" -> true;
            default ->
                throw new TemplateException(
                    path + "." + constraint.getKey(), "the sandbox does not know this constraint");
          };
      if (!holds) {
        throw new TemplateException(
            path, "'%s' breaks %s %s".formatted(value, constraint.getKey(), limit));
      }
    }
  }

  private static boolean isOf(String path, String type, String value) {
    return switch (type) {
      case "String" -> true;
      case "Number" -> value.matches("-?\\d+(\\.\\d+)?");
      default ->
          throw new TemplateException(
              path + ".Type", "the sandbox knows String and Number, not '" + type + "'");
    };
  }

  private static boolean contains(JsonNode allowed, String value) {
    for (JsonNode one : allowed) {
      if (one.asText().equals(value)) {
        return true;
      }
    }
    return false;
  }
}
