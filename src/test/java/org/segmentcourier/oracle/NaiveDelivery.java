package org.segmentcourier.oracle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a delivery is to give, found with lists and maps and no class of the application's: slow,
 * all in memory, and short enough to be believed.
 */
final class NaiveDelivery {

  /**
   * A row of a source of the directory, as its author meant it; no value is an empty text.
   *
   * @param something an attribute
   * @param optedOut null if it does not say
   * @param inactive null if it does not say
   * @param date from when on it holds
   * @param broken whether it is no endpoint, for whatever reason
   */
  record Row(
      String id,
      String channel,
      String address,
      String something,
      String user,
      Boolean optedOut,
      Boolean inactive,
      Instant date,
      boolean broken) {

    /** With what an older one says and this one does not. */
    private Row after(Row older) {
      return new Row(
          id,
          channel,
          address,
          something,
          user,
          optedOut == null ? older.optedOut() : optedOut,
          inactive == null ? older.inactive() : inactive,
          date,
          broken);
    }

    boolean isOptedOut() {
      return Boolean.TRUE.equals(optedOut);
    }
  }

  /**
   * A line of a job's output.
   *
   * @param number counted from 1, empty lines included
   * @param users none if the line is bad
   */
  record Line(String file, int number, String query, List<String> users, boolean bad) {}

  /**
   * A branch.
   *
   * @param channels none means all
   * @param part of the queries of segments that it takes
   * @param percent of users who are held out by the experiment
   * @param columns that it asks for
   */
  record Taker(
      String id,
      Set<String> channels,
      String part,
      String experiment,
      BigDecimal percent,
      List<String> columns) {}

  /** Who is not to be reached, as it was written: users, and addresses. */
  record Suppressed(Set<String> users, Set<String> addresses) {}

  /** Fate of a user or endpoint; of several that apply the first counts. */
  private static final List<String> USERS =
      List.of(
          "DELIVERED",
          "SUPPRESSED",
          "OPTED_OUT",
          "INACTIVE",
          "INVALID",
          "NO_ENDPOINT_ON_CHANNEL",
          "UNKNOWN",
          "HOLDOUT");

  private static final List<String> ENDPOINTS =
      List.of(
          "DELIVERED",
          "DUPLICATE",
          "HOLDOUT",
          "INACTIVE",
          "INVALID",
          "OPTED_OUT",
          "OTHER_CHANNEL",
          "SUPPRESSED");

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
  private static final BigDecimal WHOLE = BigDecimal.valueOf(1L << 52);

  private final Map<String, List<Row>> directory;
  private final List<Taker> takers;
  private final Set<String> suppressedUsers;
  private final Set<String> suppressedAddresses;
  private final boolean madeIds;
  private final List<String> report = new ArrayList<>();

  private NaiveDelivery(List<Row> rows, List<Taker> takers, Suppressed suppressed) {
    this.takers = takers;
    suppressedUsers =
        suppressed.users().stream()
            .flatMap(user -> Stream.of(user, user.strip())) // blanks may be there by accident
            .collect(Collectors.toSet());
    suppressedAddresses =
        suppressed.addresses().stream().map(NaiveDelivery::meant).collect(Collectors.toSet());
    var endpoints = endpoints(rows);
    madeIds = endpoints.stream().anyMatch(row -> row.id().isEmpty());
    directory =
        endpoints.stream()
            .sorted(Comparator.comparing(NaiveDelivery::id, NaiveDelivery::compare))
            .collect(Collectors.groupingBy(Row::user));
  }

  /** All that is to be found in the files and the ledger, line by line. */
  static List<String> report(
      List<Row> rows, List<Line> lines, List<Taker> takers, Suppressed suppressed) {
    var delivery = new NaiveDelivery(rows, takers, suppressed);
    lines.forEach(delivery::deliver);
    return delivery.report;
  }

  /** Each endpoint once: by id, then by user, channel and address. */
  private static List<Row> endpoints(List<Row> rows) {
    var good = rows.stream().filter(row -> !row.broken()).toList();
    return once(
        once(good, NaiveDelivery::id),
        row ->
            List.of(
                row.user(), row.channel(), row.address(), row.address().isEmpty() ? id(row) : ""));
  }

  private static List<Row> once(List<Row> rows, Function<Row, Object> key) {
    return rows.stream().collect(Collectors.groupingBy(key)).values().stream()
        .map(same -> same.stream().sorted(NEWEST.reversed()).reduce(Row::after).orElseThrow())
        .toList();
  }

  private static final Comparator<Row> NEWEST =
      Comparator.comparing(Row::date)
          .thenComparing(Row::isOptedOut)
          .thenComparing(NaiveDelivery::id, NaiveDelivery::compare);

  /** Ids in the order of their UTF-8. */
  private static int compare(String one, String other) {
    return Arrays.compareUnsigned(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** Its own, or a hash of user, channel and address, written like a UUID. */
  static String id(Row row) {
    if (!row.id().isEmpty()) {
      return row.id();
    }
    try {
      var named = String.join("\0", row.user(), row.channel(), row.address());
      var md5 = MessageDigest.getInstance("MD5").digest(named.getBytes(UTF_8));
      return HexFormat.of()
          .formatHex(md5)
          .replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void deliver(Line line) {
    var place = line.file() + ":" + line.number();
    if (line.bad()) {
      report.add(place + " bad");
      return;
    }
    var users = new LinkedHashSet<>(line.users());
    report.add(
        place
            + " %s: %d read, %d distinct"
                .formatted(line.query(), line.users().size(), users.size()));
    var fates = new LinkedHashMap<String, List<String>>();
    users.forEach(user -> fates.put(user, new ArrayList<>()));
    for (var taker : takers) {
      if (line.query().contains(taker.part())) {
        deliver(place + " " + taker.id(), taker, fates);
      }
    }
    fates.forEach(
        (user, fate) -> {
          if (isRejected(fate)) {
            var words = fate.stream().map(NaiveDelivery::word).toList();
            report.add(place + " rejected: " + user + " " + words);
          }
        });
  }

  private void deliver(String place, Taker taker, Map<String, List<String>> fates) {
    var ofUsers = counts(USERS);
    var ofEndpoints = counts(ENDPOINTS);
    var rows = new ArrayList<String>();
    for (var user : fates.keySet()) {
      var seen = new ArrayList<String>();
      var reason = reason(user, taker);
      for (var endpoint : directory.getOrDefault(user, List.of())) {
        var fate = fate(endpoint, taker, reason);
        seen.add(fate);
        ofEndpoints.merge(fate, 1L, Long::sum);
        if (fate.equals("DELIVERED")) {
          rows.add(place + " row: " + row(endpoint, taker));
        }
      }
      var fate =
          seen.isEmpty()
              ? "UNKNOWN"
              : !reason.isEmpty()
                  ? reason
                  : USERS.stream()
                      .filter(seen::contains)
                      .findFirst()
                      .orElse("NO_ENDPOINT_ON_CHANNEL");
      ofUsers.merge(fate, 1L, Long::sum);
      fates.get(user).add(fate);
    }
    long found = ofEndpoints.values().stream().mapToLong(Long::longValue).sum();
    report.add(place + " users " + ofUsers);
    report.add(place + " endpoints " + found + " " + ofEndpoints);
    report.addAll(rows);
  }

  private static Map<String, Long> counts(List<String> fates) {
    return new TreeMap<>(fates.stream().collect(Collectors.toMap(fate -> fate, fate -> 0L)));
  }

  /** Why a user is not reached whatever the endpoint; empty if that is not so. */
  private String reason(String user, Taker taker) {
    if (isHeldOut(user, taker)) {
      return "HOLDOUT";
    }
    return suppressedUsers.contains(user) ? "SUPPRESSED" : "";
  }

  private static boolean isHeldOut(String user, Taker taker) {
    try {
      var named = String.join("\n", "segment-courier", taker.experiment(), user);
      var hash = MessageDigest.getInstance("SHA-256").digest(named.getBytes(UTF_8));
      var first = Long.parseLong(HexFormat.of().formatHex(hash).substring(0, 13), 16);
      var share = BigDecimal.valueOf(first).divide(WHOLE);
      return share.multiply(HUNDRED).compareTo(taker.percent()) < 0;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What people mean by an address. */
  private static String meant(String address) {
    var plain = address.strip();
    if (plain.contains("@")) {
      return plain.toLowerCase(Locale.ROOT);
    }
    return plain.matches("[+][0-9 ()./-]+") ? plain.replaceAll("[ ()./-]", "") : plain;
  }

  private String fate(Row endpoint, Taker taker, String reason) {
    if (!taker.channels().isEmpty() && !taker.channels().contains(endpoint.channel())) {
      return "OTHER_CHANNEL";
    }
    if (!reason.isEmpty()) {
      return reason;
    }
    if (suppressedAddresses.contains(meant(endpoint.address()))) {
      return "SUPPRESSED";
    }
    if (endpoint.isOptedOut()) {
      return "OPTED_OUT";
    }
    if (Boolean.TRUE.equals(endpoint.inactive())) {
      return "INACTIVE";
    }
    var named = endpoint.id().isEmpty() ? endpoint.address() + endpoint.user() : endpoint.id();
    return named.matches("(?s).*[\t\r\n].*") ? "INVALID" : "DELIVERED";
  }

  /** With endpoints that Pinpoint does not know there is more to say than their ids. */
  private String row(Row endpoint, Taker taker) {
    var row = new LinkedHashMap<String, String>();
    row.put("Id", id(endpoint));
    if (madeIds) {
      row.put("ChannelType", endpoint.channel());
      row.put("Address", endpoint.address());
      row.put("User.UserId", endpoint.user());
    }
    for (var column : taker.columns()) {
      row.put(
          column,
          switch (column) {
            case "ChannelType" -> endpoint.channel();
            case "Address" -> endpoint.address();
            case "User.UserId" -> endpoint.user();
            default -> endpoint.something();
          });
    }
    return row.keySet() + "" + List.copyOf(row.values());
  }

  private static boolean isRejected(List<String> fates) {
    boolean isHeldBack =
        fates.stream().anyMatch(f -> !f.equals("DELIVERED") && !f.equals("NO_ENDPOINT_ON_CHANNEL"));
    return !fates.isEmpty() && (isHeldBack || !fates.contains("DELIVERED"));
  }

  private static String word(String fate) {
    return fate.equals("NO_ENDPOINT_ON_CHANNEL") ? "" : fate.toLowerCase().replace('_', '-');
  }
}
