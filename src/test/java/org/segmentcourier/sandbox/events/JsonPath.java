package org.segmentcourier.sandbox.events;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/** An {@code InputPath}: members by name, elements by number, such as {@code $.detail.tags[0]}. */
final class JsonPath {

  private static final Pattern PATH =
      Pattern.compile("\\$(\\.[A-Za-z0-9_-]+|\\[\\d+]|\\['[^']+'])*");

  private final JsonPointer pointer;

  private JsonPath(JsonPointer pointer) {
    this.pointer = pointer;
  }

  /**
   * @throws IllegalArgumentException if the sandbox does not understand it
   */
  static JsonPath parse(String path) {
    if (!PATH.matcher(path).matches()) {
      throw new IllegalArgumentException(
          "'" + path + "' is no path such as $.detail or $.resources[0]");
    }
    String steps =
        path.substring(1)
            .replace("['", ".")
            .replace("']", "")
            .replace('[', '.')
            .replace("]", "")
            .replace('.', '/');
    return new JsonPath(JsonPointer.compile(steps));
  }

  /** What the path leads to; missing if it leads nowhere. */
  JsonNode in(JsonNode event) {
    return event.at(pointer);
  }
}
