package org.segmentcourier.demo;

/**
 * How large the made-up streaming service is.
 *
 * @param users viewers with age and gender
 * @param films films with genres and years
 * @param ratings films watched and rated, over all users
 * @param devoted users who hardly watch anything but {@link Films#COHORT_GENRE}
 * @param numResults users per segment that the training config asks for
 */
public record Size(int users, int films, int ratings, int devoted, int numResults) {

  /** What the demo shows. */
  public static final Size DEMO = new Size(2_000, 300, 40_000, 200, 200);

  public Size {
    if (users < 25 || films < 50 || devoted < 1 || devoted > users) {
      throw new IllegalArgumentException(
          "users=%d films=%d devoted=%d: at least 25 users, 50 films and 1 devoted user are needed"
              .formatted(users, films, devoted));
    }
    if (ratings < 2L * users) {
      throw new IllegalArgumentException(
          "ratings=%d: Personalize needs at least 2 for each of the %d users"
              .formatted(ratings, users));
    }
  }
}
