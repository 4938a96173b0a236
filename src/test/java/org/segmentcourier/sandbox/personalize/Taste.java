package org.segmentcourier.sandbox.personalize;

import java.util.Random;
import java.util.StringJoiner;

/**
 * Generated viewers of films. Every tenth user is of a cohort that watches much more Action than
 * the others; everything else is noise.
 */
record Taste(int users, int films, int ratings) {

  /** As many as the demo has. */
  static final Taste MANY = new Taste(2000, 300, 40_000);

  /** Hardly more than training needs, where it doesn't matter who likes what. */
  static final Taste FEW = new Taste(50, 10, 1200);

  private static final int COHORT = 10;
  private static final double COHORTS_SHARE_OF_ACTION = 0.75;
  private static final double OTHERS_SHARE_OF_ACTION = 0.12;
  private static final String[] GENRES = {"Action", "Comedy", "Drama", "Horror", "Romance"};
  private static final long NEWEST = 1_760_000_000L;

  /** How many users are of the cohort. */
  int cohort() {
    return users / COHORT;
  }

  static boolean isOfCohort(String user) {
    return Integer.parseInt(user.substring(1)) % COHORT == 0;
  }

  String interactions() {
    Random random = new Random(7);
    StringJoiner csv = new StringJoiner("\n");
    csv.add("ITEM_ID,USER_ID,TIMESTAMP,EVENT_VALUE,EVENT_TYPE");
    for (int i = 0; i < ratings; i++) {
      int user = random.nextInt(users);
      double share = user % COHORT == 0 ? COHORTS_SHARE_OF_ACTION : OTHERS_SHARE_OF_ACTION;
      int genre = random.nextDouble() < share ? 0 : 1 + random.nextInt(GENRES.length - 1);
      int film = random.nextInt(films / GENRES.length) * GENRES.length + genre;
      long timestamp = NEWEST - random.nextInt(365 * 86_400);
      csv.add("f%d,u%d,%d,%d,Watch".formatted(film, user, timestamp, 1 + random.nextInt(5)));
    }
    return csv.toString();
  }

  /** Films of every year from 1990 to 2019, the first of Action; every third is also Indie. */
  String items() {
    StringJoiner csv = new StringJoiner("\n");
    csv.add("ITEM_ID,TITLE,GENRES,YEAR,PLOT");
    for (int film = 0; film < films; film++) {
      String genres = GENRES[film % GENRES.length] + (film % 3 == 0 ? "|Indie" : "");
      csv.add(
          "f%d,\"Film, the %dth\",%s,%d,A plot".formatted(film, film, genres, 1990 + film % 30));
    }
    return csv.toString();
  }
}
