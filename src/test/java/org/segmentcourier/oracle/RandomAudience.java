package org.segmentcourier.oracle;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

  private static final List<String> PERCENTS = List.of("0.5", "10", "50", "99.9999");
  private static final List<String> EXPERIMENTS = List.of("default", "spring");
  private static final List<List<String>> COLUMNS =
      List.of(
          List.of(),
          List.of(),
          List.of("Address"),
          List.of("Attributes.Something", "ChannelType"),
          List.of("User.UserId", "Attributes.Something", "Address"));

  private static final List<String> PARTS = List.of("", "", "", "itemId", "Action", "1999", "none");

  final List<Row> rows;
  final List<Line> lines = new ArrayList<>();
  final List<Taker> takers = new ArrayList<>();
  final List<LocalDirectory.File> sources;
  final List<Path> outputs = new ArrayList<>();
  final List<Path> suppressions = new ArrayList<>();
  final NaiveDelivery.Suppressed suppressed =
      new NaiveDelivery.Suppressed(new HashSet<>(), new HashSet<>());

  private final Chance chance;
  private final Path folder;
  private final List<String> users;
  private final List<String> strangers;

  /**
   * @param folder where the files go
   */
  RandomAudience(long seed, Path folder) throws IOException {
    chance = new Chance(seed);
    this.folder = Files.createDirectories(folder);
    var ids = new RandomIds(chance.random());
    var names = ids.different(2 + chance.below(60));
    chance.shuffle(names);
    int known = 1 + chance.below(names.size());
    users = names.subList(1, known);
    strangers = new ArrayList<>(names.subList(known, names.size()));
    strangers.add("");
    var directory = new RandomSources(chance, ids, this.folder, users, names.get(0), CHANNELS);
    rows = directory.rows;
    sources = directory.files;
    makeSuppressions();
    makeBranches();
    makeOutputs();
  }

  /** Users and addresses, of people who are there or not, each in a way that people write them. */
  private void makeSuppressions() throws IOException {
    for (int left = chance.below(3); left > 0; left--) {
      boolean csv = chance.oneIn(2);
      var content = new StringBuilder(csv ? "User.UserId,\"Address\",Attributes.more\r\n" : "");
      for (int lines = chance.below(10); lines > 0; lines--) {
        var user =
            chance.oneIn(2) || users.isEmpty() ? chance.oneOf(strangers) : chance.oneOf(users);
        var address = rewritten(chance.oneOf(rows).address());
        if (csv) {
          content.append(quoted(user)).append(',').append(quoted(address)).append(",x\r\n");
          suppress(user, address);
        } else {
          var value = chance.oneIn(2) ? user : address;
          if (!value.matches("(?s).*[\r\n].*|\\s*\".*\"\\s*|.*@.*[,;\t].*|.*[,;\t].*@.*")) {
            content.append(value).append('\n');
            suppress(value, value);
          }
        }
      }
      var path = folder.resolve("suppressed-" + left + (csv ? ".csv" : ".txt"));
      suppressions.add(Files.writeString(path, content));
    }
  }

  private void suppress(String user, String address) {
    suppressed.users().add(user);
    suppressed.addresses().add(address);
    suppressed.users().remove("");
    suppressed.addresses().removeIf(String::isBlank);
  }

  private String rewritten(String address) {
    if (address.contains("@") && chance.oneIn(2)) {
      return " " + address.toUpperCase(Locale.ROOT);
    }
    return address.startsWith("+49 (30) ") ? address.replaceAll("[ ()]", "") : address;
  }

  private static String quoted(String value) {
    return '"' + value.replace("\"", "\"\"") + '"';
  }

  private void makeBranches() {
    for (var id : new TreeSet<>(BRANCHES)) {
      if (takers.isEmpty() || chance.oneIn(2)) {
        var channels = new TreeSet<String>();
        for (int left = chance.below(4); left > 0; left--) {
          channels.add(chance.oneOf(CHANNELS));
        }
        var percent = chance.oneIn(3) ? chance.oneOf(PERCENTS) : "0";
        takers.add(
            new Taker(
                id,
                channels,
                chance.oneOf(PARTS),
                chance.oneOf(EXPERIMENTS),
                new BigDecimal(percent),
                chance.oneOf(COLUMNS)));
      }
    }
  }

  private void makeOutputs() throws IOException {
    int files = 1 + chance.below(2);
    for (int file = 0; file < files; file++) {
      var name = "queries-%d.json.out".formatted(file);
      outputs.add(Files.writeString(folder.resolve(name), output(name)));
    }
  }

  private String output(String name) {
    var output = new StringBuilder(chance.oneIn(4) ? "\uFEFF" : "");
    int number = 0;
    for (int left = 1 + chance.below(5); left > 0; left--) {
      for (; chance.oneIn(4); number++) {
        output.append(chance.oneOf(List.of("\n", "  \n", "\r\n")));
      }
      var query = chance.oneOf(QUERIES);
      var asked = segment();
      boolean bad = chance.oneIn(4);
      lines.add(new Line(name, ++number, query, bad ? List.of() : asked, bad));
      output.append(bad ? bad(query, asked) : line(query, asked)).append(left > 1 ? "\n" : "");
    }
    return output.toString();
  }

  /** Users, some of them again and again. */
  private List<String> segment() {
    var segment = new ArrayList<String>();
    for (int left = chance.oneIn(8) ? 0 : chance.below(120); left > 0; left--) {
      var user = chance.oneIn(3) || users.isEmpty() ? chance.oneOf(strangers) : chance.oneOf(users);
      segment.add(!segment.isEmpty() && chance.oneIn(5) ? chance.oneOf(segment) : user);
    }
    return segment;
  }

  private String line(String query, List<String> users) {
    return chance.oneIn(4)
        ? "{\"output\": {\"usersList\": %s}, \"input\": {%s}}".formatted(list(users), input(query))
        : "{\"input\": {%s}, \"output\": {\"usersList\": %s}, \"error\": null}"
            .formatted(input(query), list(users));
  }

  private String bad(String query, List<String> users) {
    var list = list(users);
    return switch (chance.below(5)) {
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
    return users.stream().map(chance::json).collect(Collectors.joining(", ", "[", "]"));
  }
}
