package org.segmentcourier.endpoint.refresh;

import static java.util.Comparator.comparing;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A version of the whole: a folder. Of several the greatest counts, numbers in their names being
 * numbers: 10 is greater than 9.
 *
 * @param name of the folder
 */
record Version(String name) implements Comparable<Version> {

  /** Under it, a folder for each. */
  static final String FOLDERS = "endpoints/full/";

  /** What Spark and Hadoop put into a folder once all files are there. */
  private static final String ALL_THERE = "_SUCCESS";

  private static final Pattern PART = Pattern.compile("[0-9]+|[^0-9]+");

  /**
   * The version that a file belongs to.
   *
   * @return empty if it is in the folder of none
   */
  static Optional<Version> of(String key) {
    int slash = key.startsWith(FOLDERS) ? key.indexOf('/', FOLDERS.length()) : -1;
    return slash <= FOLDERS.length()
        ? Optional.empty()
        : Optional.of(new Version(key.substring(FOLDERS.length(), slash)));
  }

  /** Whether a file lies beside the folders of versions, where nobody can tell what it is for. */
  static boolean isBeside(String key) {
    return key.startsWith(FOLDERS) && of(key).isEmpty();
  }

  /** Whether a file says that all files of its version are there. */
  static boolean saysAllThere(String key) {
    return of(key).filter(version -> version.allThere().equals(key)).isPresent();
  }

  /** The key of the file that says so. */
  String allThere() {
    return folder() + ALL_THERE;
  }

  /** Begins the keys of its files. */
  String folder() {
    return FOLDERS + name + "/";
  }

  @Override
  public int compareTo(Version other) {
    var ours = parts();
    var theirs = other.parts();
    for (int i = 0; i < Math.min(ours.size(), theirs.size()); i++) {
      int order = compare(ours.get(i), theirs.get(i));
      if (order != 0) {
        return order;
      }
    }
    return comparing((Version version) -> version.parts().size())
        .thenComparing(Version::name) // 9 and 09 are two
        .compare(this, other);
  }

  private List<String> parts() {
    return PART.matcher(name).results().map(MatchResult::group).toList();
  }

  private static int compare(String one, String other) {
    return isNumber(one) && isNumber(other)
        ? new BigInteger(one).compareTo(new BigInteger(other))
        : one.compareTo(other);
  }

  private static boolean isNumber(String part) {
    return part.charAt(0) >= '0' && part.charAt(0) <= '9';
  }
}
