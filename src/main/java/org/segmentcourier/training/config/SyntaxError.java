package org.segmentcourier.training.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Pattern;

/** What a config that is no JSON is told, in one line: where, what was found, what is expected. */
final class SyntaxError {

  private static final Pattern CHARACTER =
      Pattern.compile(
          "Unexpected character \\((.+) \\(code [^)]*\\)\\): (?:was expecting|expected) (?:an? )?(.*)");
  private static final Pattern TOKEN =
      Pattern.compile("Unrecognized token ('.*'): was expecting .*");
  private static final Pattern MARKER =
      Pattern.compile("Unexpected close marker ('.'): expected ('.').*");
  private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'");

  private SyntaxError() {}

  /**
   * @param key of the config
   * @param parser as it stands where it failed
   */
  static ConfigError of(String key, JsonProcessingException failure, JsonParser parser) {
    var at = failure.getLocation();
    String path = "%s, %s".formatted(key, place(at));
    if (failure instanceof JsonEOFException) {
      return new ConfigError(path, "the end of the file", endOf(parser.getParsingContext()));
    }
    String message = failure.getOriginalMessage().lines().findFirst().orElse("");
    var character = CHARACTER.matcher(message);
    var token = TOKEN.matcher(message);
    var marker = MARKER.matcher(message);
    var duplicate = DUPLICATE.matcher(message);
    if (character.matches()) {
      return new ConfigError(path, character.group(1), "a " + character.group(2));
    } else if (marker.matches()) {
      return new ConfigError(path, marker.group(1), endOf(parser.getParsingContext()));
    } else if (token.matches()) {
      return new ConfigError(
          path,
          token.group(1),
          "a text in double quotes, a number, true, false, a list or an object");
    } else if (duplicate.matches()) {
      return new ConfigError(
          path,
          "the key '%s' once more".formatted(duplicate.group(1)),
          "each key once in an object");
    } else if (message.startsWith("Illegal unquoted character")) {
      return new ConfigError(
          path, "a line break or another control character in a text", "an escape such as \\n");
    } else if (message.startsWith("Invalid UTF-8")) {
      return new ConfigError(path, "bytes that are not UTF-8", "a file in UTF-8");
    }
    return new ConfigError(path, message, "JSON");
  }

  /** Something stands after the config. */
  static ConfigError more(String key, JsonParser parser) {
    return new ConfigError(
        "%s, %s".formatted(key, place(parser.currentTokenLocation())),
        "more after the end of the config",
        "one object");
  }

  private static String endOf(JsonStreamContext open) {
    var begin = open.startLocation(ContentReference.unknown());
    if (open.inObject()) {
      return "'}' for the object that begins at " + place(begin);
    }
    return open.inArray() ? "']' for the list that begins at " + place(begin) : "a value";
  }

  private static String place(JsonLocation at) {
    return "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }
}
