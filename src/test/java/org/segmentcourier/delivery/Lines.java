package org.segmentcourier.delivery;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Lines of segment output. */
public final class Lines {

  private Lines() {}

  public static String attributes(String expression, String... users) {
    return line("{\"itemAttributes\": \"" + expression.replace("\"", "\\\"") + "\"}", list(users));
  }

  public static String genre(String genre, String... users) {
    return attributes("ITEMS.genres = \"" + genre + "\"", users);
  }

  public static String item(String id, String... users) {
    return line("{\"itemId\": \"" + id + "\"}", list(users));
  }

  /** A segment of the users {@code u0} to {@code u<count - 1>}. */
  static String item(String id, int count) {
    return line(
        "{\"itemId\": \"" + id + "\"}",
        IntStream.range(0, count)
            .mapToObj(i -> "\"u" + i + "\"")
            .collect(Collectors.joining(", ", "[", "]")));
  }

  private static String list(String... users) {
    return Stream.of(users)
        .map(user -> '"' + user + '"')
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String line(String input, String users) {
    return "{\"input\": %s, \"output\": {\"usersList\": %s}, \"error\": null}\n"
        .formatted(input, users);
  }
}
