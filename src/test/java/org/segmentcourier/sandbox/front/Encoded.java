package org.segmentcourier.sandbox.front;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Percent-encoded text; what can't be decoded is {@link Refused}. */
final class Encoded {

  private Encoded() {}

  /** A segment of a path, in which a plus is a plus. */
  static String segment(String text) {
    return form(text.replace("+", "%2B"));
  }

  /** The name-value pairs of a query or a form, in which a plus is a space. */
  static List<Map.Entry<String, String>> pairs(String text) {
    var pairs = new ArrayList<Map.Entry<String, String>>();
    for (var pair : text.split("&")) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        var name = equals < 0 ? pair : pair.substring(0, equals);
        var value = equals < 0 ? "" : pair.substring(equals + 1);
        pairs.add(Map.entry(form(name), form(value)));
      }
    }
    return pairs;
  }

  private static String form(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refused(400, "MalformedQueryString", "'%s': %s".formatted(text, e.getMessage()));
    }
  }
}
