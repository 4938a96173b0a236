package org.segmentcourier.bench;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeMap;

/**
 * What a contender has written, as numbers that don't depend on the order of rows: for each file
 * how many rows it has and the sum of their hashes, and for each branch what became of how many
 * users. Two contenders agree if these do.
 */
final class Agreement {

  private static final String LINES =
      "read_csv([%s], auto_detect = false, header = true, delim = chr(1), quote = '', escape = '', compression = %s, columns = {'row': 'VARCHAR'})";

  private final Shape shape;
  private final Path folder;

  private Agreement(Shape shape, Path folder) {
    this.shape = shape;
    this.folder = folder;
  }

  /** Reads what lies in a folder. */
  static TreeMap<String, String> of(Shape shape, Path folder) throws SQLException, IOException {
    return new Agreement(shape, folder).read();
  }

  private TreeMap<String, String> read() throws SQLException, IOException {
    var found = new TreeMap<String, String>();
    try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
        var statement = engine.createStatement()) {
      for (int line = 1; line <= shape.lines(); line++) {
        for (var branch : Branches.CHANNELS.keySet()) {
          found.put(branch + " " + line, digest(statement, files(branch, line, ".csv"), "'none'"));
        }
        found.put(
            "rejects " + line, digest(statement, files("rejects", line, ".csv.gz"), "'gzip'"));
      }
      found.put("counts", counts(statement));
    }
    return found;
  }

  /** A file, or the part for a line of a folder that DuckDB has written, or its one file. */
  private List<Path> files(String name, int line, String suffix) throws IOException {
    var file = folder.resolve("%s-%d%s".formatted(name, line, suffix));
    if (Files.exists(file)) {
      return List.of(file);
    }
    var whole = folder.resolve(name);
    if (Files.isDirectory(whole)) {
      try (var parts = Files.walk(whole.resolve("line=" + line))) {
        return parts.filter(Files::isRegularFile).toList();
      }
    }
    return Files.exists(whole) ? List.of(whole) : List.of();
  }

  private static String digest(Statement statement, List<Path> files, String compression)
      throws SQLException {
    if (files.isEmpty()) {
      return "nothing";
    }
    var names = files.stream().map(file -> "'" + file + "'").collect(joining(", "));
    try (var rows =
        statement.executeQuery(
            "SELECT count(*), sum(hash(replace(row, '\"', ''))) FROM "
                + LINES.formatted(names, compression))) {
      rows.next();
      return "%d rows, %s".formatted(rows.getLong(1), rows.getString(2));
    }
  }

  private String counts(Statement statement) throws SQLException {
    try (var rows =
        statement.executeQuery(
            """
            SELECT string_agg(row, ', ' ORDER BY row)
              FROM (SELECT concat_ws(' ', line, branch, outcome, users) AS row
                FROM read_csv('%s', all_varchar = true, header = true))"""
                .formatted(folder.resolve("counts.csv")))) {
      rows.next();
      return rows.getString(1);
    }
  }
}
