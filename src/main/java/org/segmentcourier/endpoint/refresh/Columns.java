package org.segmentcourier.endpoint.refresh;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What is read of endpoints, as Pinpoint calls it.
 *
 * @param kept columns that are kept beside the index: the address, and attributes that are asked
 *     for
 */
record Columns(List<String> kept) {

  static final String ID = "Id";
  static final String CHANNEL = "ChannelType";
  static final String USER = "User.UserId";
  static final String ADDRESS = "Address";

  private static final List<String> INDEXED =
      List.of(ID, CHANNEL, USER, "OptOut", "EndpointStatus", "EffectiveDate");

  /** What the table calls the address. */
  static final String KEPT_ADDRESS = kept(0);

  /**
   * @param attributes columns beyond the usual ones, such as {@code Location.Country}
   */
  static Columns with(List<String> attributes) {
    return new Columns(Stream.concat(Stream.of(ADDRESS), attributes.stream()).toList());
  }

  /** All of them. */
  List<String> names() {
    return Stream.concat(INDEXED.stream(), kept.stream()).toList();
  }

  /** What the table calls one that is kept: whatever people call theirs, it is another name. */
  private static String kept(int number) {
    return "kept_" + number;
  }

  /** Part of a statement, with something for each column that is kept, by its name in the table. */
  String eachKept(String format) {
    return each(number -> format.formatted(kept(number)));
  }

  /** The same, by its name in a file. */
  String eachKeptName() {
    return each(number -> Sql.name(kept.get(number)));
  }

  private String each(IntFunction<String> part) {
    return IntStream.range(0, kept.size()).mapToObj(part).collect(joining(", "));
  }
}
