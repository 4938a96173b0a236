package org.segmentcourier.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.segmentcourier.endpoint.refresh.LocalDirectory;
import org.segmentcourier.oracle.NaiveDelivery.Row;

/** Sources of a directory that chance has made: as files, and as their author meant them. */
final class RandomSources {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final int DAY = 86_400;

  final List<Row> rows = new ArrayList<>();
  final List<LocalDirectory.File> files = new ArrayList<>();

  private final Chance chance;
  private final Path folder;
  private final List<String> users;
  private final String bystander;
  private final List<String> channels;
  private final List<String> endpoints;
  private final List<String> addresses;

  /** What tells which of two rows counts: it must not be the same of two that differ. */
  private final Set<List<Object>> dated = new HashSet<>();

  /**
   * @param folder where the files go
   * @param users who may have endpoints
   * @param bystander who has one in any case, since no directory is made of nobody
   */
  RandomSources(
      Chance chance,
      RandomIds ids,
      Path folder,
      List<String> users,
      String bystander,
      List<String> channels)
      throws IOException {
    this.chance = chance;
    this.folder = folder;
    this.users = users;
    this.bystander = bystander;
    this.channels = channels;
    endpoints = ids.different(4 + chance.below(200));
    addresses = ids.different(4 + chance.below(200));
    for (int i = 0; i < addresses.size(); i += 2) {
      addresses.set(
          i, chance.oneIn(2) ? "Someone.%d@Example.com".formatted(i) : "+49 (30) %d".formatted(i));
    }
    make();
  }

  private void make() throws IOException {
    boolean withMadeIds = chance.oneIn(2);
    var written = new ArrayList<List<Written>>();
    int files = 1 + chance.below(4);
    for (int file = 0; file < files; file++) {
      written.add(new ArrayList<>());
    }
    var modified = new ArrayList<Instant>();
    for (int file = 0; file < files; file++) {
      modified.add(FIRST.plusSeconds((long) DAY * chance.below(4)));
    }
    var feeds = new ArrayList<Boolean>();
    for (int file = 0; file < files; file++) {
      feeds.add(file > 0 && chance.oneIn(4));
    }
    for (var user : users) {
      for (int left = chance.below(16); left > 0; left--) {
        int file = chance.below(files);
        boolean made = withMadeIds && chance.oneIn(6);
        var row = row(user, made, modified.get(file));
        written.get(file).add(chance.oneIn(12) ? broken(row) : row);
      }
    }
    written.get(0).add(row(bystander, true, modified.get(0)));
    for (int file = 0; file < files; file++) {
      for (var row : written.get(file)) {
        rows.add(meant(row, feeds.get(file)));
      }
      var path = write(file, written.get(file));
      this.files.add(new LocalDirectory.File(path, modified.get(file), feeds.get(file)));
    }
  }

  /**
   * A row as it is written.
   *
   * @param values by column; no value is an empty text
   */
  private record Written(Map<String, String> values, Row meant) {}

  private Written row(String user, boolean made, Instant modified) {
    var address = made || !chance.oneIn(8) ? chance.oneOf(addresses) : "";
    var optedOut = saysOrNot(chance.oneIn(5));
    var inactive = saysOrNot(chance.oneIn(5));
    var id = made ? "" : chance.oneOf(endpoints);
    var channel = chance.oneOf(channels);
    boolean dateless = chance.oneIn(3);
    var date = dateless ? modified : FIRST.plusSeconds((long) DAY * chance.below(4));
    if (date.isAfter(modified)) {
      date = modified; // as it counts, not as it is written
    }
    var something = chance.oneIn(4) ? "" : chance.oneOf(addresses);
    var row = new Row(id, channel, address, something, user, optedOut, inactive, date, false);
    while (!dated.add(List.of(NaiveDelivery.id(row), row.date(), row.isOptedOut()))) {
      dateless = false;
      date = date.minusSeconds(1 + chance.below(3 * DAY));
      row = new Row(id, channel, address, something, user, optedOut, inactive, date, false);
    }
    var values = new LinkedHashMap<String, String>();
    values.put("Id", id);
    values.put("ChannelType", channel);
    values.put("Address", address);
    values.put("User.UserId", user);
    values.put("OptOut", optedOut == null ? "" : optedOut ? "ALL" : "NONE");
    values.put("EndpointStatus", inactive == null ? "" : inactive ? "INACTIVE" : "ACTIVE");
    values.put("EffectiveDate", dateless ? "" : written(date, modified));
    values.put("Attributes.Something", something);
    return new Written(values, row);
  }

  /** Null if it is to be left open. */
  private Boolean saysOrNot(boolean so) {
    return chance.oneIn(3) ? null : Boolean.valueOf(so);
  }

  /** Nothing is newer than its file, whatever is written there. */
  private String written(Instant counting, Instant modified) {
    var date =
        counting.equals(modified) && chance.oneIn(2)
            ? modified.plusSeconds(chance.below(400 * DAY))
            : counting;
    return chance.oneIn(2)
        ? date.toString()
        : OffsetDateTime.ofInstant(date, ZoneOffset.ofHours(chance.below(9) - 4)).toString();
  }

  /** Something in it can't be so. */
  private Written broken(Written written) {
    var values = written.values();
    var row = written.meant();
    switch (chance.below(6)) {
      case 0 -> values.put("User.UserId", "");
      case 1 -> values.put("ChannelType", chance.oneOf(List.of("", "EMIAL", "email")));
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
            row.something(),
            row.user(),
            row.optedOut(),
            row.inactive(),
            row.date(),
            true));
  }

  private static Row meant(Written written, boolean feed) {
    var row = written.meant();
    boolean isLeftOut = feed && row.id().isEmpty();
    return isLeftOut
        ? new Row("", row.channel(), row.address(), "", row.user(), null, null, row.date(), true)
        : row;
  }

  private Path write(int number, List<Written> rows) throws IOException {
    boolean csv = chance.oneIn(2);
    boolean gzipped = chance.oneIn(3);
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
    chance.shuffle(columns);
    var end = chance.oneIn(3) ? "\r\n" : "\n";
    var csv = new StringBuilder(chance.oneIn(4) ? "\uFEFF" : "");
    csv.append(String.join(",", columns)).append(end);
    for (var row : rows) {
      csv.append(
              columns.stream()
                  .map(column -> quoted(row.values().get(column)))
                  .collect(Collectors.joining(",")))
          .append(end);
      if (chance.oneIn(20)) {
        csv.append("too,few").append(end);
      }
    }
    return csv.toString();
  }

  private String quoted(String value) {
    boolean needed =
        value.matches("(?s).*[\",\r\n].*") || value.startsWith(" ") || value.endsWith(" ");
    return needed || chance.oneIn(4) ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }

  private String jsonLines(List<Written> rows) {
    var json = new StringBuilder();
    for (var row : rows) {
      boolean nested = chance.oneIn(2);
      var members = new ArrayList<String>();
      row.values()
          .forEach(
              (column, value) -> {
                if (value.isEmpty() && chance.oneIn(2)) {
                  return;
                }
                if (nested && column.startsWith("User.")) {
                  members.add("\"User\":{\"UserId\":" + chance.json(value) + "}");
                } else {
                  members.add(chance.json(column) + ":" + chance.json(value));
                }
              });
      chance.shuffle(members);
      json.append('{').append(String.join(",", members)).append("}\n");
      if (chance.oneIn(20)) {
        json.append(chance.oneOf(List.of("{\"Id\":\"broken\n", "\n", "7\n", "{}\n")));
      }
    }
    return json.toString();
  }
}
