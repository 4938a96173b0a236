package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;

/**
 * The rows of a newline-delimited JSON file: one endpoint a line, empty lines passed over. Source:
 * user guide, importing segments.
 */
final class JsonRows implements Rows {

  private static final ObjectReader JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build()
          .readerFor(JsonNode.class);

  private final BufferedReader lines;
  private long line;

  JsonRows(Reader reader) {
    lines = new BufferedReader(reader);
  }

  @Override
  public Optional<Row> next() throws IOException, UnreadableFile {
    try {
      for (String text = lines.readLine(); text != null; text = lines.readLine()) {
        line++;
        if (!text.isBlank()) {
          return Optional.of(row(text));
        }
      }
      return Optional.empty();
    } catch (CharacterCodingException e) {
      throw new UnreadableFile("not UTF-8 after line " + line);
    }
  }

  @Override
  public long line() {
    return line;
  }

  private static Row row(String text) {
    try {
      JsonNode node = JSON.readTree(text);
      if (!(node instanceof ObjectNode endpoint)) {
        return new Row.Unreadable("no JSON object");
      }
      check("", endpoint);
      return new Row.Definition(endpoint);
    } catch (JsonProcessingException e) {
      return new Row.Unreadable("no JSON: " + e.getOriginalMessage());
    } catch (Refusal e) {
      return new Row.Unreadable(e.getMessage());
    }
  }

  private static void check(String prefix, ObjectNode object) throws Refusal {
    for (Iterator<Map.Entry<String, JsonNode>> all = object.fields(); all.hasNext(); ) {
      Map.Entry<String, JsonNode> next = all.next();
      String path = prefix + next.getKey();
      JsonNode value = next.getValue();
      if (Field.isGroup(path) && value instanceof ObjectNode group) {
        check(path + ".", group);
      } else if (value.isNull() || Field.of(path).kind() == Field.Kind.PASSED_OVER) {
        all.remove();
      } else {
        check(Field.of(path), value);
      }
    }
  }

  private static void check(Field field, JsonNode value) throws Refusal {
    switch (field.kind()) {
      case TEXT -> expect(value.isTextual(), field, "a string");
      case NUMBER -> expect(value.isNumber(), field, "a number");
      case TEXTS -> {
        expect(value.isArray(), field, "a list of strings");
        for (JsonNode one : value) {
          expect(one.isTextual(), field, "a list of strings");
        }
      }
      default -> throw new Refusal("endpoints have no field '" + field.path() + "'");
    }
  }

  private static void expect(boolean right, Field field, String what) throws Refusal {
    if (!right) {
      throw new Refusal(field.path() + " must be " + what);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
