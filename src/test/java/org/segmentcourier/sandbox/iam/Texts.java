package org.segmentcourier.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Policy documents write one value or a list of them alike, and wildcards in most. */
final class Texts {

  private Texts() {}

  static Stream<JsonNode> each(JsonNode oneOrMany) {
    return oneOrMany.isArray() ? oneOrMany.valueStream() : Stream.of(oneOrMany);
  }

  static List<String> of(JsonNode oneOrMany) {
    return oneOrMany.isMissingNode() ? List.of() : each(oneOrMany).map(JsonNode::asText).toList();
  }

  /** Whether a text fits a pattern in which {@code *} is anything and {@code ?} one character. */
  static boolean like(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }
}
