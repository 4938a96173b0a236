package org.segmentcourier.segment;

import static com.fasterxml.jackson.core.JsonToken.END_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.FIELD_NAME;
import static com.fasterxml.jackson.core.JsonToken.START_OBJECT;
import static com.fasterxml.jackson.core.JsonToken.VALUE_NULL;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Map;
import org.segmentcourier.segment.BadSegment.Code;

/**
 * Reads the query of a line, and no more of the line than that takes. Both forms are understood:
 * the query inside {@code input}, as Personalize writes it, and at the top of the line, as its
 * documentation shows it.
 */
final class QueryReader {

  private String itemId;
  private String expression;
  private String filterValues = "";

  private QueryReader() {}

  /**
   * @throws BadSegment if the line is broken before its query, or has none
   * @throws IOException if the file can't be read
   */
  static Query read(OutputFile file, long start, long end) throws IOException {
    try (var parser = Json.open(file.path(), start, end - start)) {
      return new QueryReader().read(parser);
    } catch (JsonProcessingException e) {
      throw Json.bad(e);
    }
  }

  private Query read(JsonParser parser) throws IOException {
    if (parser.nextToken() != START_OBJECT) {
      throw new BadSegment(Code.NO_JSON, "the line is no JSON object");
    }
    while (parser.nextToken() == FIELD_NAME) {
      var name = parser.currentName();
      var value = parser.nextToken();
      if (name.equals("input") && value == START_OBJECT) {
        readInput(parser);
        break;
      }
      if (name.equals("output") && isKnown()) {
        break;
      }
      take(name, parser);
    }
    return query();
  }

  private void readInput(JsonParser parser) throws IOException {
    while (parser.nextToken() == FIELD_NAME) {
      var name = parser.currentName();
      parser.nextToken();
      take(name, parser);
    }
  }

  private void take(String name, JsonParser parser) throws IOException {
    if (name.equals("itemId") && isText(parser)) {
      itemId = text(parser);
    } else if (name.equals("itemAttributes") && isText(parser)) {
      expression = AttributeExpression.canonical(text(parser));
    } else if (name.equals("filterValues") && parser.currentToken() == START_OBJECT) {
      filterValues = whole(Json.MAPPER.writeValueAsString(parser.readValueAs(Map.class)));
    } else {
      parser.skipChildren();
    }
  }

  private static boolean isText(JsonParser parser) {
    var token = parser.currentToken();
    return token.isScalarValue() && token != VALUE_NULL && token != END_OBJECT;
  }

  private static String text(JsonParser parser) throws IOException {
    return whole(parser.getText());
  }

  private static String whole(String text) {
    if (!Text.isWhole(text)) {
      throw new BadSegment(Code.NO_TEXT, "the query has half a character (a lone surrogate)");
    }
    return text;
  }

  private boolean isKnown() {
    return itemId != null || expression != null;
  }

  private Query query() {
    if (itemId != null && expression != null) {
      throw new BadSegment(
          Code.NO_QUERY, "the line has both an itemId and itemAttributes; one is expected");
    }
    if (itemId != null) {
      return new Query.OfItem(itemId, filterValues);
    }
    if (expression != null) {
      return new Query.OfAttributes(expression, filterValues);
    }
    throw new BadSegment(Code.NO_QUERY, "the line has no query: neither itemId nor itemAttributes");
  }
}
