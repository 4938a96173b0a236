package org.segmentcourier.delivery.exclusion;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.segmentcourier.delivery.exclusion.SuppressionReader.Unreadable;

/**
 * Where in a row of a CSV file who is not to be reached is named. Capitals don't count: nobody is
 * reached for a column that is called {@code address}.
 *
 * @param user place of the user id; -1 if there is none
 * @param address place of the address; -1 if there is none
 * @param count how many columns there are
 */
record SuppressionColumns(int user, int address, int count) {

  static final String NEITHER =
      "its first line names neither of the columns User.UserId and Address; a CSV file of"
          + " suppressions is UTF-8, with commas between its columns";

  private static final String USER = "user.userid";
  private static final String ADDRESS = "address";

  /**
   * What else Pinpoint's import has, in lower case:
   * https://docs.aws.amazon.com/pinpoint/latest/developerguide/audience-data-import-attributes.html
   */
  private static final Set<String> OTHERS =
      Set.of(
          "id",
          "channeltype",
          "effectivedate",
          "endpointstatus",
          "optout",
          "requestid",
          "cohortid",
          "creationdate",
          "applicationid");

  private static final Pattern OTHER =
      Pattern.compile("(attributes|metrics|demographic|location|user[.]userattributes)[.].*");

  /**
   * @param header names of columns
   * @throws Unreadable if it is not clear who is meant
   */
  static SuppressionColumns of(List<String> header) throws Unreadable {
    var names = header.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    var columns = new SuppressionColumns(names.indexOf(USER), names.indexOf(ADDRESS), names.size());
    if (columns.user < 0 && columns.address < 0) {
      throw new Unreadable(NEITHER);
    }
    for (int column = 0; column < names.size(); column++) {
      var name = names.get(column);
      if (column != columns.user && column != columns.address && !isOther(name)) {
        throw new Unreadable(
            ("column %d of its first line may be meant for user ids or addresses, but is called"
                    + " neither User.UserId nor Address, or is there twice; call it so, or take it"
                    + " out (other columns of Pinpoint's import can stay)")
                .formatted(column + 1));
      }
    }
    return columns;
  }

  private static boolean isOther(String name) {
    return OTHERS.contains(name) || OTHER.matcher(name).matches();
  }

  String user(String... row) {
    return user < 0 ? "" : row[user];
  }

  String address(String... row) {
    return address < 0 ? "" : row[address];
  }
}
