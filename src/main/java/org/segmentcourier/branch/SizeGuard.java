package org.segmentcourier.branch;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which sizes of a segment a branch takes for right: others are held until somebody has looked. A
 * size is the number of users whom the segment file reaches.
 *
 * @param smallest that is right
 * @param largest that is right
 * @param change from the last delivery of the same segment that is right, as a percentage of it; 0:
 *     whatever it is
 */
public record SizeGuard(long smallest, long largest, double change) {

  /** Every size is right. */
  public static final SizeGuard NONE = new SizeGuard(0, Long.MAX_VALUE, 0);

  private static final Pattern COUNT = Pattern.compile("\\d{1,12}");
  private static final Pattern PERCENT = Pattern.compile("\\d{1,6}(\\.\\d{1,4})?");

  /**
   * Reads what an operator wrote; what is empty is not guarded.
   *
   * @throws IllegalArgumentException if any of it can't be, with what would be right
   */
  static SizeGuard of(String smallest, String largest, String change) {
    long least = smallest.isEmpty() ? NONE.smallest : count("smallest", smallest);
    long most = largest.isEmpty() ? NONE.largest : count("largest", largest);
    if (least > most) {
      throw new IllegalArgumentException(
          "smallest '%s' is more than largest '%s'; no segment would be right"
              .formatted(smallest, largest));
    }
    return new SizeGuard(least, most, change.isEmpty() ? NONE.change : percent(change));
  }

  private static long count(String option, String value) {
    if (!COUNT.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "%s '%s' is no number of users; it must be a whole number, such as 1000"
              .formatted(option, value));
    }
    return Long.parseLong(value);
  }

  private static double percent(String change) {
    double percent = PERCENT.matcher(change).matches() ? Double.parseDouble(change) : 0;
    if (percent == 0) {
      throw new IllegalArgumentException(
          "change '%s' is no percentage; it must be a number over 0, with at most four decimals,"
                  .formatted(change)
              + " such as 30 for a third more or less than the last time");
    }
    return percent;
  }

  /** Whether the last size of a segment matters. */
  public boolean compares() {
    return change > 0;
  }

  /**
   * Why a size is not right.
   *
   * @param users whom the segment file reaches
   * @param last how many it was the last time, if it is known
   */
  public Optional<String> objection(long users, OptionalLong last) {
    if (users < smallest) {
      return Optional.of("it reaches %,d users, but smallest is %,d".formatted(users, smallest));
    }
    if (users > largest) {
      return Optional.of("it reaches %,d users, but largest is %,d".formatted(users, largest));
    }
    if (compares() && last.isPresent() && last.getAsLong() > 0) {
      double changed = 100.0 * Math.abs(users - last.getAsLong()) / last.getAsLong();
      if (changed > change) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "it reaches %,d users after %,d the last time, which is %.1f %% %s, but change allows %s %%",
                users,
                last.getAsLong(),
                changed,
                users > last.getAsLong() ? "more" : "less",
                change));
      }
    }
    return Optional.empty();
  }
}
