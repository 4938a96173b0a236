package org.segmentcourier.demo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SplittableRandom;

/** The catalogue: invented films, some with commas, quotes or other alphabets in their titles. */
final class Films {

  /** The genre of the planted cohort: a segment that asks for it should hold nearly only them. */
  static final String COHORT_GENRE = "Action";

  /** A genre in letters that no file name can keep. */
  static final String NON_LATIN_GENRE = "アニメ";

  private static final List<String> GENRES =
      List.of(
          COHORT_GENRE,
          "Comedy",
          "Crime",
          "Drama",
          "Documentary",
          NON_LATIN_GENRE,
          "Horror",
          "Musical",
          "Мелодрама",
          "Sci-Fi",
          "Thriller",
          "Western");

  private static final List<String> ADJECTIVES =
      List.of(
          "Quiet",
          "Last",
          "Crooked",
          "Paper",
          "Golden",
          "Borrowed",
          "Northern",
          "Hollow",
          "Second",
          "Electric",
          "Patient",
          "Salted",
          "Distant",
          "Velvet",
          "Unlucky",
          "Early",
          "Iron",
          "Wandering",
          "Secret",
          "Tender");

  private static final List<String> NOUNS =
      List.of(
          "Lighthouse",
          "Harbour",
          "Orchard",
          "Engine",
          "Cartographer",
          "Winter",
          "Staircase",
          "Parade",
          "River",
          "Clockmaker",
          "Circus",
          "Bridge",
          "Garden",
          "Letter",
          "Express",
          "Moon",
          "Kitchen",
          "Summit",
          "Violin",
          "Island");

  private final List<Film> all;

  Films(int count, long seed) {
    var films = new ArrayList<Film>(count);
    for (int n = 0; n < count; n++) {
      var random = new SplittableRandom(seed + n);
      films.add(
          new Film(
              Integer.toString(n + 1), title(n), 1950 + random.nextInt(76), genres(n, random)));
    }
    all = List.copyOf(films);
  }

  List<Film> all() {
    return all;
  }

  List<Film> of(String genre) {
    return all.stream().filter(film -> film.genres().contains(genre)).toList();
  }

  /** The first film listed under a genre. */
  Film firstOf(String genre) {
    return all.stream()
        .filter(film -> film.genres().get(0).equals(genre))
        .findFirst()
        .orElseThrow();
  }

  /** The genres that viewers outside of the cohort prefer. */
  static List<String> others() {
    return GENRES.subList(1, GENRES.size());
  }

  /** One genre in turn, so that each has its films, and up to two more by chance. */
  private static List<String> genres(int n, SplittableRandom random) {
    var genres = new LinkedHashSet<String>();
    genres.add(GENRES.get(n % GENRES.size()));
    for (int more = random.nextInt(3); more > 0; more--) {
      genres.add(GENRES.get(random.nextInt(GENRES.size())));
    }
    return List.copyOf(genres);
  }

  private static String title(int n) {
    String adjective = ADJECTIVES.get(n % ADJECTIVES.size());
    String noun = NOUNS.get((n + n / ADJECTIVES.size()) % NOUNS.size());
    int round = n / (ADJECTIVES.size() * NOUNS.size());
    String title =
        switch (n % 10) {
          case 3 -> "%s %s, The".formatted(adjective, noun);
          case 5 -> "The \"%s\" %s".formatted(adjective, noun);
          case 7 -> "静かな灯台 (%s %s)".formatted(adjective, noun);
          case 9 -> "Тихая гавань (%s %s)".formatted(adjective, noun);
          default -> "The %s %s".formatted(adjective, noun);
        };
    return round == 0 ? title : title + " " + (round + 1);
  }
}
