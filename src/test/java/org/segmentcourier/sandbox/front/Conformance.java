package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Whether a value is what its shape in the service model says: types, required and unknown members,
 * lengths, ranges, patterns, enumerations. AWS itself passes over members that it doesn't know;
 * here they are violations, since they are mistakes.
 */
final class Conformance {

  private final List<Violation> violations = new ArrayList<>();

  private Conformance() {}

  /** All violations in the members of a structure. */
  static List<Violation> violations(Shape structure, ObjectNode members) {
    var conformance = new Conformance();
    conformance.structure("", structure, members);
    return conformance.violations;
  }

  private void check(String path, Shape shape, JsonNode value) {
    switch (shape.type()) {
      case STRUCTURE -> {
        if (expect(value.isObject(), path, value, "an object")) {
          structure(path + ".", shape, value);
        }
      }
      case LIST -> {
        if (expect(value.isArray(), path, value, "a list")) {
          size(path, shape, value, value.size());
          for (int i = 0; i < value.size(); i++) {
            check(path + "." + (i + 1) + ".member", shape.element().shape(), value.get(i));
          }
        }
      }
      case MAP -> {
        if (expect(value.isObject(), path, value, "a map")) {
          size(path, shape, value, value.size());
          value
              .properties()
              .forEach(
                  entry -> {
                    var key = JsonNodeFactory.instance.textNode(entry.getKey());
                    check(path + ".key", shape.key().shape(), key);
                    var place = path + "." + entry.getKey() + ".member";
                    check(place, shape.value().shape(), entry.getValue());
                  });
        }
      }
      case STRING -> {
        if (expect(value.isTextual(), path, value, "a string")) {
          text(path, shape, value);
        }
      }
      case BLOB -> blob(path, shape, value);
      case BOOLEAN -> expect(value.isBoolean(), path, value, "a boolean");
      case INTEGER ->
          number(path, shape, value, value.isIntegralNumber() && value.canConvertToInt());
      case LONG -> number(path, shape, value, value.isIntegralNumber() && value.canConvertToLong());
      case FLOAT, DOUBLE, TIMESTAMP -> number(path, shape, value, value.isNumber());
    }
  }

  private void structure(String prefix, Shape shape, JsonNode value) {
    for (var name : shape.required()) {
      if (!value.hasNonNull(name)) {
        violated(prefix + name, NullNode.instance, "Member must not be null");
      }
    }
    value
        .properties()
        .forEach(
            entry -> {
              var member = shape.members().get(entry.getKey());
              if (member == null) {
                var known = "Member is not in the service model; there are ";
                var path = prefix + entry.getKey();
                violated(path, entry.getValue(), known + shape.members().keySet());
              } else if (!entry.getValue().isNull()) {
                check(prefix + entry.getKey(), member.shape(), entry.getValue());
              }
            });
  }

  private void text(String path, Shape shape, JsonNode value) {
    var text = value.asText();
    boolean fits = size(path, shape, value, text.length());
    if (!shape.values().isEmpty() && !shape.values().contains(text)) {
      violated(path, value, "Member must satisfy enum value set: " + shape.values());
    }
    // A text that is too long may be far too long for a pattern that backtracks.
    shape
        .pattern()
        .filter(pattern -> fits && !pattern.matcher(text).matches())
        .ifPresent(
            pattern ->
                violated(
                    path, value, "Member must satisfy regular expression pattern: " + pattern));
  }

  private void blob(String path, Shape shape, JsonNode value) {
    try {
      size(path, shape, value, Base64.getDecoder().decode(value.asText()).length);
    } catch (IllegalArgumentException e) {
      expect(false, path, value, "binary data in base 64");
    }
  }

  private void number(String path, Shape shape, JsonNode value, boolean right) {
    var type = shape.type().name().toLowerCase(Locale.ROOT);
    if (!expect(
        right, path, value, type.equals("timestamp") ? "epoch seconds" : "of type " + type)) {
      return;
    }
    double number = value.asDouble();
    if (number < shape.min().orElse(number)) {
      violated(
          path, value, "Member must have value greater than or equal to " + plain(shape.min()));
    }
    if (number > shape.max().orElse(number)) {
      violated(path, value, "Member must have value less than or equal to " + plain(shape.max()));
    }
  }

  private boolean size(String path, Shape shape, JsonNode value, int size) {
    if (size < shape.min().orElse(size)) {
      violated(
          path, value, "Member must have length greater than or equal to " + plain(shape.min()));
      return false;
    }
    if (size > shape.max().orElse(size)) {
      violated(path, value, "Member must have length less than or equal to " + plain(shape.max()));
      return false;
    }
    return true;
  }

  private boolean expect(boolean right, String path, JsonNode value, String what) {
    if (!right && value.isNull()) {
      violated(path, value, "Member must not be null");
    } else if (!right) {
      violations.add(violation(path, value, "Member must be " + what, true));
    }
    return right;
  }

  private void violated(String path, JsonNode value, String constraint) {
    violations.add(violation(path, value, constraint, false));
  }

  private static Violation violation(String path, JsonNode value, String constraint, boolean type) {
    var text = value.isTextual() ? value.asText() : value.toString();
    var small = path.substring(0, 1).toLowerCase(Locale.ROOT) + path.substring(1);
    return new Violation(small, text, constraint, type);
  }

  private static String plain(OptionalDouble bound) {
    return BigDecimal.valueOf(bound.orElseThrow()).stripTrailingZeros().toPlainString();
  }
}
