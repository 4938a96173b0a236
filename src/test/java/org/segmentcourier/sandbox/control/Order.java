package org.segmentcourier.sandbox.control;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * An order that the control port takes.
 *
 * @param path a template: a segment in braces stands for any one
 */
record Order(String method, String path, Action action) {

  /** Of two that fit, the one with fewer braces comes first. */
  static final Comparator<Order> MOST_LITERAL = Comparator.comparingLong(Order::variables);

  boolean fits(String askedMethod, URI uri) {
    var template = segments(path);
    var asked = segments(uri.getRawPath());
    return method.equals(askedMethod)
        && template.size() == asked.size()
        && IntStream.range(0, asked.size())
            .allMatch(i -> variable(template.get(i)) || template.get(i).equals(asked.get(i)));
  }

  Map<String, String> parameters(URI uri) {
    var parameters = new HashMap<String, String>();
    var template = segments(path);
    var asked = segments(uri.getRawPath());
    for (int i = 0; i < asked.size(); i++) {
      var name = template.get(i);
      if (variable(name)) {
        parameters.put(name.substring(1, name.length() - 1), decoded(asked.get(i)));
      }
    }
    if (uri.getRawQuery() != null) {
      for (var pair : uri.getRawQuery().split("&")) {
        var parts = pair.split("=", 2);
        parameters.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
      }
    }
    return parameters;
  }

  @Override
  public String toString() {
    return method + " " + path;
  }

  private long variables() {
    return segments(path).stream().filter(Order::variable).count();
  }

  private static List<String> segments(String path) {
    return List.of(path.split("/"));
  }

  private static boolean variable(String segment) {
    return segment.startsWith("{");
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
