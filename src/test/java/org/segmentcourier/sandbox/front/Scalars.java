package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/** Single values as text, in paths, queries and XML. */
final class Scalars {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Scalars() {}

  /** The value of a shape; the text itself if it isn't one, so that the check finds it. */
  static JsonNode read(Shape shape, String text) {
    try {
      return switch (shape.type()) {
        case BOOLEAN ->
            text.equals("true") || text.equals("false")
                ? NODES.booleanNode(Boolean.parseBoolean(text))
                : NODES.textNode(text);
        case INTEGER, LONG -> NODES.numberNode(Long.parseLong(text));
        case FLOAT, DOUBLE -> NODES.numberNode(new BigDecimal(text));
        case TIMESTAMP -> NODES.numberNode(Instant.parse(text).getEpochSecond());
        default -> NODES.textNode(text);
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      return NODES.textNode(text);
    }
  }

  /** A value as text; timestamps as ISO 8601. */
  static String write(Shape shape, JsonNode value) {
    return shape.type() == Shape.Type.TIMESTAMP
        ? Instant.ofEpochMilli(value.decimalValue().movePointRight(3).longValue()).toString()
        : value.asText();
  }
}
