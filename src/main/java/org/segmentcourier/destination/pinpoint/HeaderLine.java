package org.segmentcourier.destination.pinpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.segmentcourier.text.Nearest;

/**
 * The first line of a CSV file that Pinpoint has failed to import: its names of columns, against
 * those that an endpoint has. Source: "Endpoint attributes" in the user guide's page on importing
 * segments; names are case-sensitive.
 *
 * @param names of its columns; where the file has no header, they are values of a user
 */
record HeaderLine(List<String> names) {

  private static final List<String> COLUMNS =
      List.of(
          "Id",
          "Address",
          "ChannelType",
          "OptOut",
          "EffectiveDate",
          "RequestId",
          "User.UserId",
          "Demographic.AppVersion",
          "Demographic.Locale",
          "Demographic.Make",
          "Demographic.Model",
          "Demographic.ModelVersion",
          "Demographic.Platform",
          "Demographic.PlatformVersion",
          "Demographic.Timezone",
          "Location.City",
          "Location.Country",
          "Location.Latitude",
          "Location.Longitude",
          "Location.PostalCode",
          "Location.Region");

  /** A name of one's own follows. */
  private static final List<String> OWN =
      List.of("User.UserAttributes.", "Attributes.", "Metrics.");

  /** What an export has besides, and an import passes over. */
  private static final List<String> OF_EXPORTS =
      List.of("ApplicationId", "CohortId", "CreationDate", "EndpointStatus");

  /** Of so many letters one may be wrong. */
  private static final int SURE = 4;

  static HeaderLine of(String line) {
    return new HeaderLine(
        Arrays.stream(line.split(",", -1))
            .map(name -> name.trim().replaceFirst("^\"(.*)\"$", "$1"))
            .toList());
  }

  /** All columns that a file may have, in one line. */
  static String columns() {
    return String.join(", ", COLUMNS) + ", " + own();
  }

  /** Each column that endpoints don't have, by its place. */
  List<String> errors() {
    if (names.stream().map(HeaderLine::withoutMark).noneMatch(HeaderLine::isKnown)) {
      return List.of("line 1 names none of the columns that endpoints have; is it a header line?");
    }
    return IntStream.range(0, names.size())
        .filter(i -> !isKnown(names.get(i)))
        .mapToObj(i -> error(i + 1, names.get(i)))
        .toList();
  }

  private static String error(int position, String name) {
    var where = "line 1, column " + position + ": ";
    if (name.isEmpty()) {
      return where + "it has no name";
    }
    if (!name.equals(withoutMark(name))) {
      return where + "a byte order mark stands before " + withoutMark(name) + "; save it without";
    }
    return where
        + misspelt(name)
            .map(right -> "endpoints have no %s; did you mean %s?".formatted(name, right))
            .orElse("endpoints have no such column; your own are " + own());
  }

  /**
   * The column that was meant. Only a name so near to one is a column's for sure, and may be shown:
   * a file without a header may have a user's value that happens to be called as a column is.
   */
  private static Optional<String> misspelt(String name) {
    var choices = new ArrayList<>(COLUMNS);
    choices.addAll(OF_EXPORTS);
    return Nearest.within(name.length() / SURE, name, choices);
  }

  private static String own() {
    return String.join("<name>, ", OWN) + "<name>";
  }

  private static String withoutMark(String name) {
    return name.replaceFirst("^\uFEFF", "");
  }

  private static boolean isKnown(String name) {
    return COLUMNS.contains(name)
        || OF_EXPORTS.contains(name)
        || OWN.stream().anyMatch(own -> name.startsWith(own) && name.length() > own.length());
  }
}
