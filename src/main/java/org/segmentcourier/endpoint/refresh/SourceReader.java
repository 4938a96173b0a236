package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;

/**
 * How the engine reads one file: a relation of SQL, and an expression for each column of an
 * endpoint, which is called as Pinpoint calls it ({@code User.UserId}).
 *
 * @param relation what stands behind {@code FROM}
 * @param columns expressions; a column that the file has not is missing
 * @param content an expression for the whole row, to be shown to whoever has to mend it
 * @param broken a condition: the row can't be taken apart
 */
record SourceReader(String relation, Map<String, String> columns, String content, String broken) {

  /** Longer lines are no endpoint, which has 15 KB at most. */
  private static final int LONGEST_LINE = 1 << 20;

  private static final String NEVER = "false";

  /**
   * Looks into the file.
   *
   * @param wanted columns that are asked for, if the file has them
   */
  static SourceReader of(LocalSource source, List<String> wanted, Connection engine)
      throws IOException, SQLException {
    return switch (source.format()) {
      case CSV -> csv(source, wanted);
      case JSON_LINES -> jsonLines(source, wanted);
      case PARQUET -> parquet(source, wanted, engine);
    };
  }

  private static SourceReader csv(LocalSource source, List<String> wanted) throws IOException {
    var names = new LinkedHashMap<String, String>();
    for (var name : header(source)) {
      names.put(unique(name, names.keySet()), "VARCHAR");
    }
    var relation =
        """
        read_csv(%s, auto_detect=false, header=true, delim=',', quote='"', escape='"', compression=%s,
          max_line_size=%d, ignore_errors=true, store_rejects=true, rejects_limit=0, rejects_table='broken', rejects_scan='broken_scans', columns={%s})"""
            .formatted(
                Sql.text(source.path().toString()),
                compression(source),
                LONGEST_LINE,
                names.keySet().stream()
                    .map(name -> Sql.text(name) + ": 'VARCHAR'")
                    .collect(joining(", ")));
    return new SourceReader(
        relation,
        present(wanted, names.keySet()),
        "to_json(%s)::VARCHAR".formatted(struct(names.keySet())),
        NEVER);
  }

  private static String struct(Set<String> names) {
    return names.stream()
        .map(name -> Sql.text(name) + ": " + Sql.name(name))
        .collect(joining(", ", "{", "}"));
  }

  private static Map<String, String> present(List<String> wanted, Set<String> names) {
    var columns = new LinkedHashMap<String, String>();
    for (var column : wanted) {
      if (names.contains(column)) {
        columns.put(column, "nullif(%s, '')".formatted(Sql.name(column)));
      }
    }
    return columns;
  }

  /** Pinpoint takes a column twice for an attribute with several values: the first one counts. */
  private static String unique(String name, Set<String> taken) {
    var unique = name;
    for (int i = 2; taken.contains(unique); i++) {
      unique = name + " " + i;
    }
    return unique;
  }

  private static List<String> header(LocalSource source) throws IOException {
    try (var reader = new InputStreamReader(content(source), StandardCharsets.UTF_8);
        var csv = CSVFormat.RFC4180.parse(reader)) {
      var rows = csv.iterator();
      return rows.hasNext()
          ? rows.next().stream().map(name -> name.replace("\uFEFF", "").strip()).toList()
          : List.of();
    }
  }

  private static InputStream content(LocalSource source) throws IOException {
    var file = Files.newInputStream(source.path());
    return source.gzipped() ? new GZIPInputStream(file) : file;
  }

  private static String compression(LocalSource source) {
    return source.gzipped() ? "'gzip'" : "'none'";
  }

  /** Each line is a text first, so that a broken one spoils no other; it is taken apart once. */
  private static SourceReader jsonLines(LocalSource source, List<String> wanted) {
    var paths = new ArrayList<String>();
    var columns = new LinkedHashMap<String, String>();
    for (var column : wanted) {
      var path = path(column);
      paths.addAll(List.of(path + "[0]", path, "$." + Sql.name(column)));
      int last = paths.size();
      columns.put(
          column,
          "nullif(coalesce(found[%d], found[%d], found[%d]), '')"
              .formatted(last - 2, last - 1, last));
    }
    var relation =
        """
        (SELECT line, json_valid(line) AS valid,
            if(json_valid(line), json_extract_string(line, [%s]), []) AS found
          FROM read_csv(%s, auto_detect=false, header=false, delim=chr(1), quote='', escape='', compression=%s,
            max_line_size=%d, ignore_errors=true, store_rejects=true, rejects_limit=0, rejects_table='broken', rejects_scan='broken_scans', columns={'line': 'VARCHAR'})
          WHERE line <> '')"""
            .formatted(
                paths.stream().map(Sql::text).collect(joining(", ")),
                Sql.text(source.path().toString()),
                compression(source),
                LONGEST_LINE);
    return new SourceReader(relation, columns, "line", "NOT valid");
  }

  /** {@code User.UserAttributes.a b} is {@code $."User"."UserAttributes"."a b"}. */
  private static String path(String column) {
    var parts = column.split("\\.", column.startsWith("User.UserAttributes.") ? 3 : 2);
    var path = new StringBuilder("$");
    for (var part : parts) {
      path.append('.').append(Sql.name(part));
    }
    return path.toString();
  }

  private static SourceReader parquet(LocalSource source, List<String> wanted, Connection engine)
      throws SQLException {
    var relation = "read_parquet(%s)".formatted(Sql.text(source.path().toString()));
    var names = new HashSet<String>();
    try (var statement = engine.createStatement();
        var rows = statement.executeQuery("DESCRIBE SELECT * FROM " + relation)) {
      while (rows.next()) {
        names.add(rows.getString("column_name"));
      }
    }
    var columns = new LinkedHashMap<String, String>();
    for (var column : wanted) {
      int dot = column.indexOf('.');
      if (names.contains(column)) {
        columns.put(column, "nullif(%s::VARCHAR, '')".formatted(Sql.name(column)));
      } else if (dot > 0 && names.contains(column.substring(0, dot))) {
        columns.put(
            column,
            "nullif(json_extract_string(to_json(%s), %s), '')"
                .formatted(
                    Sql.name(column.substring(0, dot)),
                    Sql.text("$." + Sql.name(column.substring(dot + 1)))));
      }
    }
    return new SourceReader(relation, columns, "to_json(" + struct(names) + ")::VARCHAR", NEVER);
  }
}
