package org.segmentcourier.branch;

import java.util.regex.Pattern;

/**
 * Some users are not reached on purpose, so that it can be measured what it does to reach the
 * others: the users that an experiment's hash gives the smallest shares.
 *
 * @param experiment branches with the same hold the same users back
 * @param percent of all users, from 0 (nobody) to less than 100
 */
public record Holdout(String experiment, double percent) {

  /** Nobody is held back. */
  public static final Holdout NONE = new Holdout("", 0);

  private static final Pattern PERCENT = Pattern.compile("\\d{1,2}(\\.\\d{1,4})?");
  private static final Pattern EXPERIMENT = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  /**
   * @throws IllegalArgumentException if any of it can't be, with what would be right
   */
  static Holdout of(String experiment, String percent) {
    if (!PERCENT.matcher(percent).matches()) {
      throw new IllegalArgumentException(
          "holdout '%s' is no percentage; it must be a number from 0 to less than 100, with at most"
                  .formatted(percent)
              + " four decimals, such as 5 or 0.5");
    }
    if (!EXPERIMENT.matcher(experiment).matches()) {
      throw new IllegalArgumentException(
          "experiment '%s' is no name; it must be 1 to 64 of A-Z, a-z, 0-9, '.', '_' and '-'"
              .formatted(experiment));
    }
    double share = Double.parseDouble(percent);
    return share == 0 ? NONE : new Holdout(experiment, share);
  }

  /** Whether anybody is held back. */
  public boolean isOn() {
    return percent > 0;
  }

  /**
   * Whether a user is.
   *
   * @param share that the experiment's hash gives the user, from 0 to less than 1
   */
  public boolean isOf(double share) {
    return share * 100 < percent;
  }
}
