package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.joining;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

  private static final Logger LOG = LoggerFactory.getLogger(SourceReader.class);

  /** Longer lines are no endpoint, which has 15 KB at most. */
  private static final int LONGEST_LINE = 1 << 20;

  private static final String NEVER = "false";

  /** Columns that name somebody or something. */
  private static final Set<String> NAMES = Set.of(Columns.ID, Columns.USER, Columns.ADDRESS);

  private static final Pattern FRACTION = Pattern.compile("DOUBLE|FLOAT|DECIMAL");

  /** The beginning of why a file is refused whose rows are something else. */
  static final String NO_COLUMNS =
      "it has neither of the columns User.UserId and ChannelType, so that none of its rows is an"
          + " endpoint; ";

  /**
   * Looks into the file.
   *
   * @param wanted columns that are asked for, if the file has them
   * @throws Unreadable if it is not what its name says, or no file of endpoints
   */
  static SourceReader of(LocalSource source, List<String> wanted, Connection engine)
      throws Unreadable, IOException, SQLException {
    return switch (source.format()) {
      case CSV -> csv(source, wanted);
      case JSON_LINES -> jsonLines(source, wanted);
      case PARQUET -> parquet(source, wanted, engine);
    };
  }

  private static SourceReader csv(LocalSource source, List<String> wanted)
      throws Unreadable, IOException {
    var names = unique(header(source), wanted);
    if (!hasEndpoints(names) && !isOfIds(source, names)) {
      throw new Unreadable(
          NO_COLUMNS
              + "a CSV file of endpoints is UTF-8, and begins with a line that names its columns as"
              + " Pinpoint's import calls them, with commas between them");
    }
    var relation =
        """
        read_csv(%s, auto_detect=false, header=true, delim=',', quote='"', escape='"', compression=%s,
          max_line_size=%d, ignore_errors=true, store_rejects=true, rejects_limit=0, rejects_table='broken', rejects_scan='broken_scans', columns={%s})"""
            .formatted(
                Sql.text(source.path().toString()),
                compression(source),
                LONGEST_LINE,
                names.stream().map(name -> Sql.text(name) + ": 'VARCHAR'").collect(joining(", ")));
    return new SourceReader(
        relation, present(wanted, names), "to_json(%s)::VARCHAR".formatted(struct(names)), NEVER);
  }

  private static boolean hasEndpoints(Collection<String> names) {
    return find(Columns.USER, names).isPresent() || find(Columns.CHANNEL, names).isPresent();
  }

  /** What is made for Pinpoint may name nothing but ids. */
  private static boolean isOfIds(LocalSource source, Collection<String> names) {
    return source.feed() && find(Columns.ID, names).isPresent();
  }

  /**
   * The column of a name; capitals count only if there are several: an opt-out must not get lost
   * for its column being called {@code Optout}.
   */
  private static Optional<String> find(String column, Collection<String> names) {
    return names.contains(column)
        ? Optional.of(column)
        : names.stream().filter(column::equalsIgnoreCase).findFirst();
  }

  private static String struct(Collection<String> names) {
    return names.stream()
        .map(name -> Sql.text(name) + ": " + Sql.name(name))
        .collect(joining(", ", "{", "}"));
  }

  private static Map<String, String> present(List<String> wanted, Collection<String> names) {
    var columns = new LinkedHashMap<String, String>();
    for (var column : wanted) {
      find(column, names)
          .ifPresent(name -> columns.put(column, "nullif(%s, '')".formatted(Sql.name(name))));
    }
    return columns;
  }

  /**
   * Pinpoint takes a column twice for an attribute with several values: the first one counts. To
   * the engine names are also the same that differ in capitals, and each has to be called
   * something; columns that are asked for keep their names, whatever comes before them.
   */
  private static List<String> unique(List<String> header, List<String> wanted) {
    var names = new String[header.size()];
    var taken = new HashSet<String>();
    for (var column : wanted) {
      int place = header.indexOf(column);
      if (place >= 0) {
        names[place] = column;
        taken.add(column.toLowerCase(Locale.ROOT));
      }
    }
    var numbers = new HashMap<String, Integer>();
    for (int place = 0; place < names.length; place++) {
      var name = header.get(place).isEmpty() ? "column" : header.get(place);
      for (var unique = name; names[place] == null; ) {
        if (taken.add(unique.toLowerCase(Locale.ROOT))) {
          names[place] = unique;
        }
        unique = name + " " + numbers.merge(name, 1, Integer::sum);
      }
    }
    return List.of(names);
  }

  private static List<String> header(LocalSource source) throws IOException {
    try (var in = source.open();
        var reader =
            new InputStreamReader(
                new ByteArrayInputStream(in.readNBytes(LONGEST_LINE)), StandardCharsets.UTF_8);
        var csv = CSVFormat.RFC4180.parse(reader)) {
      var rows = csv.iterator();
      return rows.hasNext()
          ? rows.next().stream().map(name -> name.replace("\uFEFF", "").strip()).toList()
          : List.of();
    } catch (UncheckedIOException | IllegalStateException e) {
      LOG.debug("no header of CSV file={}", source.name(), e);
      return List.of();
    }
  }

  private static String compression(LocalSource source) {
    return source.gzipped() ? "'gzip'" : "'none'";
  }

  /** Each line is a text first, so that a broken one spoils no other; it is taken apart once. */
  private static SourceReader jsonLines(LocalSource source, List<String> wanted)
      throws Unreadable, IOException {
    if (firstCharacter(source) == '[') {
      throw new Unreadable(
          "it is one JSON array; each endpoint must be an object on a line of its own, without"
              + " brackets around them or commas between them");
    }
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
        (SELECT line, object, if(object, json_extract_string(line, [%s]), []) AS found
          FROM (SELECT line, if(json_valid(line), json_type(line) = 'OBJECT', false) AS object
            FROM read_csv(%s, auto_detect=false, header=false, delim=chr(1), quote='', escape='', compression=%s,
            max_line_size=%d, ignore_errors=true, store_rejects=true, rejects_limit=0, rejects_table='broken', rejects_scan='broken_scans', columns={'line': 'VARCHAR'})
          WHERE line <> ''))"""
            .formatted(
                paths.stream().map(Sql::text).collect(joining(", ")),
                Sql.text(source.path().toString()),
                compression(source),
                LONGEST_LINE);
    return new SourceReader(relation, columns, "line", "NOT object");
  }

  /** White space, and the mark that some programs begin a file with, are none. */
  private static int firstCharacter(LocalSource source) throws IOException {
    try (var reader = new InputStreamReader(source.open(), StandardCharsets.UTF_8)) {
      int character = reader.read();
      while (character == '\uFEFF' || Character.isWhitespace(character)) {
        character = reader.read();
      }
      return character;
    }
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
      throws Unreadable, SQLException {
    var relation =
        "read_parquet(%s, binary_as_string=true)".formatted(Sql.text(source.path().toString()));
    var types = parquetTypes(relation, engine);
    var names = types.keySet();
    if (!hasEndpoints(names) && !names.contains("User") && !isOfIds(source, names)) {
      throw new Unreadable(NO_COLUMNS + "they are called as in Pinpoint's import");
    }
    var columns = new LinkedHashMap<String, String>();
    for (var column : wanted) {
      int dot = column.indexOf('.');
      var flat = find(column, names);
      if (flat.isPresent()) {
        refuseFractions(column, types.get(flat.get()));
        columns.put(column, "nullif(%s::VARCHAR, '')".formatted(Sql.name(flat.get())));
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

  /** Names of columns, and the engine's types of them. */
  private static Map<String, String> parquetTypes(String relation, Connection engine)
      throws Unreadable, SQLException {
    var types = new LinkedHashMap<String, String>();
    try (var statement = engine.createStatement();
        var rows = statement.executeQuery("DESCRIBE SELECT * FROM " + relation)) {
      while (rows.next()) {
        types.put(rows.getString("column_name"), rows.getString("column_type"));
      }
    } catch (SQLException e) {
      if (EngineFailure.isTheMachines(e)) {
        throw e;
      }
      throw new Unreadable("it is no Parquet file, or damaged, or breaks off", e);
    }
    return types;
  }

  /**
   * A column of whole numbers with gaps becomes one of fractions in many a program (pandas, say):
   * user 105 would be called 105.0, and nobody would find them.
   */
  private static void refuseFractions(String column, String type) throws Unreadable {
    if (NAMES.contains(column) && FRACTION.matcher(type).lookingAt()) {
      throw new Unreadable(
          "its column %s is of the type %s: 105 would be 105.0; it must hold texts or whole numbers"
              .formatted(column, type));
    }
  }
}
