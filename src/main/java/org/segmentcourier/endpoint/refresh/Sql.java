package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** How texts stand in SQL. */
final class Sql {

  private Sql() {}

  /** A text. */
  static String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** The name of a column. */
  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  /** A list of texts. */
  static String list(List<String> texts) {
    return texts.stream().map(Sql::text).collect(joining(", ", "[", "]"));
  }
}
