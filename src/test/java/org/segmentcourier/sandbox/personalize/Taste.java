package org.segmentcourier.sandbox.personalize;

import java.util.Random;
import java.util.StringJoiner;

/**
 * Generated viewers: 2,000 users, 300 films, 40,000 ratings. Every tenth user is of a cohort that
 * watches much more Action than the others; everything else is noise.
 */
final class Taste {

  static final int USERS = 2000;
  static final int COHORT = 200;
  private static final int FILMS = 300;
  private static final int RATINGS = 40_000;
  private static final String[] GENRES = {"Action", "Comedy", "Drama", "Horror", "Romance"};
  private static final long NEWEST = 1_760_000_000L;

  private Taste() {}

  static boolean isOfCohort(String user) {
    return Integer.parseInt(user.substring(1)) % (USERS / COHORT) == 0;
  }

  static String interactions() {
    return interactions(0.75, 0.12);
  }

  /**
   * @param cohortShare the part of Action in what the cohort watches
   * @param othersShare the same of others
   */
  static String interactions(double cohortShare, double othersShare) {
    Random random = new Random(7);
    StringJoiner csv = new StringJoiner("\n");
    csv.add("ITEM_ID,USER_ID,TIMESTAMP,EVENT_VALUE,EVENT_TYPE");
    for (int i = 0; i < RATINGS; i++) {
      int user = random.nextInt(USERS);
      double share = user % (USERS / COHORT) == 0 ? cohortShare : othersShare;
      int genre = random.nextDouble() < share ? 0 : 1 + random.nextInt(GENRES.length - 1);
      int film = random.nextInt(FILMS / GENRES.length) * GENRES.length + genre;
      long timestamp = NEWEST - random.nextInt(365 * 86_400);
      csv.add("f%d,u%d,%d,%d,Watch".formatted(film, user, timestamp, 1 + random.nextInt(5)));
    }
    return csv.toString();
  }

  /** Films of every year from 1990 to 2019; every third is also Indie. */
  static String items() {
    StringJoiner csv = new StringJoiner("\n");
    csv.add("ITEM_ID,TITLE,GENRES,YEAR,PLOT");
    for (int film = 0; film < FILMS; film++) {
      String genres = GENRES[film % GENRES.length] + (film % 3 == 0 ? "|Indie" : "");
      csv.add(
          "f%d,\"Film, the %dth\",%s,%d,A plot".formatted(film, film, genres, 1990 + film % 30));
    }
    return csv.toString();
  }
}
