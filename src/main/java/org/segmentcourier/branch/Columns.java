package org.segmentcourier.branch;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Columns of segment files beyond the endpoint's id. */
final class Columns {

  /** As Pinpoint's import knows them. */
  private static final Pattern COLUMN =
      Pattern.compile(
          "ChannelType|Address|User\\.UserId"
              + "|(Attributes|Demographic|Location|Metrics|User\\.UserAttributes)\\..+");

  private Columns() {}

  /**
   * Reads a list of them.
   *
   * @param text names with commas between them; there may be none
   * @throws IllegalArgumentException if one can't be
   */
  static List<String> parse(String text) {
    if (text.isBlank()) {
      return List.of();
    }
    var columns = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    for (var column : columns) {
      if (!COLUMN.matcher(column).matches()) {
        throw new IllegalArgumentException(
            ("unknown column '%s'; each must be ChannelType, Address, User.UserId, or such as"
                    + " Attributes.team, Location.Country, Demographic.Platform, Metrics.visits or"
                    + " User.UserAttributes.plan (kept by endpoints.attributes)")
                .formatted(column));
      }
    }
    return columns.stream().distinct().toList();
  }
}
