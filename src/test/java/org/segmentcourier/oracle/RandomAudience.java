package org.segmentcourier.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.segmentcourier.endpoint.refresh.LocalDirectory;
import org.segmentcourier.oracle.NaiveDelivery.Line;
import org.segmentcourier.oracle.NaiveDelivery.Row;
import org.segmentcourier.oracle.NaiveDelivery.Taker;

/**
 * Sources of a directory, output of a job and branches that chance has made: as files, and as their
 * author meant them. The same seed makes the same.
 */
final class RandomAudience {

  private static final List<String> CHANNELS =
      List.of("EMAIL", "SMS", "GCM", "APNS", "PUSH", "VOICE", "IN_APP", "CUSTOM");

  private static final List<String> BRANCHES =
      List.of("all", "email", "sms", "push", "x", "a-branch-14-ch");

  private static final List<String> QUERIES =
      List.of(
          "itemId = \"105\"",
          "itemId = \"7\"",
          "ITEMS.genres = \"Action\"",
          "ITEMS.genres = \"Action\" AND ITEMS.year = \"1999\"",
          "ITEMS.genres = \"Drama\"");

  private static final List<String> PARTS = List.of("", "", "", "itemId", "Action", "1999", "none");

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAY = 86_400;

  final List<Row> rows = new ArrayList<>();
  final List<Line> lines = new ArrayList<>();
  final List<Taker> takers = new ArrayList<>();
  final List<LocalDirectory.File> sources = new ArrayList<>();
  final List<Path> outputs = new ArrayList<>();

  private final Random random;
  private final RandomIds ids;
  private final Path folder;
  private final List<String> users;
  private final List<String> strangers;
  private final List<String> endpoints;
  private final List<String> addresses;

  /** What tells which of two rows counts: it must not be the same of two that differ. */
  private final Set<List<Object>> dated = new HashSet<>();

  /**
   * @param folder where the files go
   */
  RandomAudience(long seed, Path folder) throws IOException {
    random = new Random(seed * 0x9E3779B97F4A7C15L);
    ids = new RandomIds(random);
    this.folder = Files.createDirectories(folder);
    var names = ids.different(1 + random.nextInt(60));
    Collections.shuffle(names, random);
    int known = random.nextInt(names.size() + 1);
    users = names.subList(0, known);
    strangers = new ArrayList<>(names.subList(known, names.size()));
    strangers.add("");
    endpoints = ids.different(4 + random.nextInt(200));
    addresses = ids.different(4 + random.nextInt(200));
    makeSources();
    makeBranches();
    makeOutputs();
  }

  private boolean oneIn(int times) {
    return random.nextInt(times) == 0;
  }

  private <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  // ---- the directory

  private void makeSources() throws IOException {
    boolean withMadeIds = oneIn(2);
    var written = new ArrayList<List<Written>>();
    int files = 1 + random.nextInt(4);
    for (int file = 0; file < files; file++) {
      written.add(new ArrayList<>());
    }
    var modified = new ArrayList<Instant>();
    for (int file = 0; file < files; file++) {
      modified.add(FIRST.plusSeconds((long) DAY * random.nextInt(4)));
    }
    var complete = new ArrayList<Boolean>();
    for (int file = 0; file < files; file++) {
      complete.add(oneIn(4));
    }
    for (var user : users) {
      for (int left = random.nextInt(16); left > 0; left--) {
        int file = random.nextInt(files);
        boolean made = withMadeIds && oneIn(6);
        var row = row(user, made, modified.get(file));
        written.get(file).add(row);
        rows.add(meant(row, complete.get(file)));
      }
    }
    for (int file = 0; file < files; file++) {
      var path = write(file, written.get(file));
      sources.add(new LocalDirectory.File(path, modified.get(file), complete.get(file)));
    }
  }

  /**
   * A row as it is written.
   *
   * @param values by column; no value is an empty text
   */
  private record Written(Map<String, String> values, Row meant) {}

  private Written row(String user, boolean made, Instant modified) {
    var address = made || !oneIn(8) ? oneOf(addresses) : "";
    boolean optedOut = oneIn(5);
    boolean inactive = oneIn(5);
    var id = made ? "" : oneOf(endpoints);
    var channel = oneOf(CHANNELS);
    boolean dateless = oneIn(3);
    var date = dateless ? modified : FIRST.plusSeconds((long) DAY * random.nextInt(4));
    var row = new Row(id, channel, address, user, optedOut, inactive, date, false);
    while (!dated.add(List.of(NaiveDelivery.id(row), row.date(), optedOut))) {
      dateless = false;
      date = date.plusSeconds(1 + random.nextInt(3 * DAY));
      row = new Row(id, channel, address, user, optedOut, inactive, date, false);
    }
    var values = new LinkedHashMap<String, String>();
    values.put("Id", id);
    values.put("ChannelType", channel);
    values.put("Address", address);
    values.put("User.UserId", user);
    values.put("OptOut", optedOut ? "ALL" : oneIn(2) ? "" : "NONE");
    values.put("EndpointStatus", inactive ? "INACTIVE" : oneIn(2) ? "" : "ACTIVE");
    values.put("EffectiveDate", dateless ? "" : written(date));
    values.put("Attributes.Something", oneOf(addresses));
    return oneIn(12) ? broken(values, row) : new Written(values, row);
  }

  private String written(Instant date) {
    return oneIn(2)
        ? date.toString()
        : OffsetDateTime.ofInstant(date, ZoneOffset.ofHours(random.nextInt(9) - 4)).toString();
  }

  /** Something in it can't be so. */
  private Written broken(Map<String, String> values, Row row) {
    switch (random.nextInt(6)) {
      case 0 -> values.put("User.UserId", "");
      case 1 -> values.put("ChannelType", oneOf(List.of("", "EMIAL", "email")));
      case 2 -> values.put("OptOut", "none");
      case 3 -> values.put("EndpointStatus", "DEAD");
      case 4 -> values.put("EffectiveDate", "yesterday");
      default -> {
        values.put("Id", "");
        values.put("Address", "");
      }
    }
    return new Written(
        values,
        new Row(
            row.id(),
            row.channel(),
            row.address(),
            row.user(),
            row.optedOut(),
            row.inactive(),
            row.date(),
            true));
  }

  private static Row meant(Written written, boolean complete) {
    var row = written.meant();
    boolean isLeftOut = complete && row.id().isEmpty();
    return isLeftOut
        ? new Row("", row.channel(), row.address(), row.user(), false, false, row.date(), true)
        : row;
  }

  private Path write(int number, List<Written> rows) throws IOException {
    boolean csv = oneIn(2);
    boolean gzipped = oneIn(3);
    var content = csv ? csv(rows) : jsonLines(rows);
    var path =
        folder.resolve("source-" + number + (csv ? ".csv" : ".json") + (gzipped ? ".gz" : ""));
    if (gzipped) {
      try (var out = new GZIPOutputStream(Files.newOutputStream(path))) {
        out.write(content.getBytes(UTF_8));
      }
      return path;
    }
    return Files.writeString(path, content);
  }

  private String csv(List<Written> rows) {
    var columns =
        new ArrayList<>(
            List.of(
                "Id",
                "ChannelType",
                "Address",
                "User.UserId",
                "OptOut",
                "EndpointStatus",
                "EffectiveDate",
                "Attributes.Something"));
    Collections.shuffle(columns, random);
    var end = oneIn(3) ? "\r\n" : "\n";
    var csv = new StringBuilder(oneIn(4) ? "\uFEFF" : "");
    csv.append(String.join(",", columns)).append(end);
    for (var row : rows) {
      csv.append(
              columns.stream()
                  .map(column -> quoted(row.values().get(column)))
                  .collect(Collectors.joining(",")))
          .append(end);
      if (oneIn(20)) {
        csv.append("too,few").append(end);
      }
    }
    return csv.toString();
  }

  private String quoted(String value) {
    boolean needed =
        value.matches("(?s).*[\",\r\n].*") || value.startsWith(" ") || value.endsWith(" ");
    return needed || oneIn(4) ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  private String jsonLines(List<Written> rows) {
    var json = new StringBuilder();
    for (var row : rows) {
      boolean nested = oneIn(2);
      var members = new ArrayList<String>();
      row.values()
          .forEach(
              (column, value) -> {
                if (value.isEmpty() && oneIn(2)) {
                  return;
                }
                if (nested && column.startsWith("User.")) {
                  members.add("\"User\":{\"UserId\":" + json(value) + "}");
                } else {
                  members.add(json(column) + ":" + json(value));
                }
              });
      Collections.shuffle(members, random);
      json.append('{').append(String.join(",", members)).append("}\n");
      if (oneIn(20)) {
        json.append(oneOf(List.of("{\"Id\":\"broken\n", "\n", "7\n", "{}\n")));
      }
    }
    return json.toString();
  }

  // ---- branches

  private void makeBranches() {
    for (var id : new TreeSet<>(BRANCHES)) {
      if (takers.isEmpty() || oneIn(2)) {
        var channels = new TreeSet<String>();
        for (int left = random.nextInt(4); left > 0; left--) {
          channels.add(oneOf(CHANNELS));
        }
        takers.add(new Taker(id, channels, oneOf(PARTS)));
      }
    }
  }

  // ---- output of a job

  private void makeOutputs() throws IOException {
    int files = 1 + random.nextInt(2);
    for (int file = 0; file < files; file++) {
      var name = "queries-%d.json.out".formatted(file);
      outputs.add(Files.writeString(folder.resolve(name), output(name)));
    }
  }

  private String output(String name) {
    var output = new StringBuilder(oneIn(4) ? "\uFEFF" : "");
    int number = 0;
    for (int left = 1 + random.nextInt(5); left > 0; left--) {
      for (; oneIn(4); number++) {
        output.append(oneOf(List.of("\n", "  \n", "\r\n")));
      }
      var query = oneOf(QUERIES);
      var asked = segment();
      boolean bad = oneIn(4);
      lines.add(new Line(name, ++number, query, bad ? List.of() : asked, bad));
      output.append(bad ? bad(query, asked) : line(query, asked)).append(left > 1 ? "\n" : "");
    }
    return output.toString();
  }

  /** Users, some of them again and again. */
  private List<String> segment() {
    var segment = new ArrayList<String>();
    for (int left = oneIn(8) ? 0 : random.nextInt(120); left > 0; left--) {
      var user = oneIn(3) || users.isEmpty() ? oneOf(strangers) : oneOf(users);
      segment.add(!segment.isEmpty() && oneIn(5) ? oneOf(segment) : user);
    }
    return segment;
  }

  private String line(String query, List<String> users) {
    return oneIn(4)
        ? "{\"output\": {\"usersList\": %s}, \"input\": {%s}}".formatted(list(users), input(query))
        : "{\"input\": {%s}, \"output\": {\"usersList\": %s}, \"error\": null}"
            .formatted(input(query), list(users));
  }

  private String bad(String query, List<String> users) {
    var list = list(users);
    return switch (random.nextInt(5)) {
      case 0 -> "{\"input\": {%s}, \"output\": null, \"error\": \"no\"}".formatted(input(query));
      case 1 ->
          "{\"input\": {%s}, \"output\": {\"usersList\": %s}, \"error\": \"late\"}"
              .formatted(input(query), list);
      case 2 -> "{\"input\": {%s}, \"output\": {\"usersList\": %s".formatted(input(query), list);
      case 3 ->
          "{\"input\": {%s}, \"output\": {\"usersList\": %s}}"
              .formatted(input(query), list.replace("]", users.isEmpty() ? "7]" : ", 7]"));
      default -> "{\"output\": {\"usersList\": %s}}".formatted(list);
    };
  }

  private static String input(String query) {
    return query.startsWith("itemId")
        ? "\"itemId\": " + query.substring("itemId = ".length())
        : "\"itemAttributes\": \"" + query.replace("\"", "\\\"") + '"';
  }

  private String list(List<String> users) {
    return users.stream().map(this::json).collect(Collectors.joining(", ", "[", "]"));
  }

  /** Spelled in one of the ways that there are. */
  private String json(String text) {
    boolean escaped = oneIn(6);
    var json = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c < ' ' || c == '"' || c == '\\' || escaped) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
