package org.segmentcourier.demo;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who watched what: most of what a viewer watches is of the favourite genre, for the devoted nearly
 * all of it; the rest is chance. No viewer rates a film twice.
 */
final class Ratings {

  private static final long FIRST = Instant.parse("2025-11-01T00:00:00Z").getEpochSecond();
  private static final long LAST = Instant.parse("2026-10-31T00:00:00Z").getEpochSecond();

  private final Size size;
  private final Films films;
  private final Map<String, List<Film>> byGenre;
  private final long seed;

  Ratings(Size size, Films films, long seed) {
    this.size = size;
    this.films = films;
    this.seed = seed;
    byGenre =
        Stream.concat(Stream.of(Films.COHORT_GENRE), Films.others().stream())
            .collect(Collectors.toMap(genre -> genre, films::of));
  }

  /** The ratings of one viewer, in no order of time. */
  Stream<Rating> of(Viewer viewer) {
    var random = new SplittableRandom(seed + viewer.number());
    int inHundred = viewer.devoted() ? 90 : 50;
    var favourites = byGenre.get(viewer.favourite());
    var seen = new HashSet<String>();
    return IntStream.range(0, Math.min(count(viewer.number()), films.all().size()))
        .mapToObj(
            n -> {
              boolean favourite = random.nextInt(100) < inHundred;
              var film = unseen(favourite ? favourites : films.all(), seen, random);
              int value = favourite ? 4 + random.nextInt(2) : 1 + random.nextInt(5);
              return new Rating(viewer.id(), film.id(), value, random.nextLong(FIRST, LAST));
            });
  }

  /**
   * A film by chance; once a genre is exhausted, the next in the catalogue that is not seen yet.
   */
  private Film unseen(List<Film> choice, Set<String> seen, SplittableRandom random) {
    for (int tries = 0; tries < 20; tries++) {
      var film = choice.get(random.nextInt(choice.size()));
      if (seen.add(film.id())) {
        return film;
      }
    }
    return films.all().stream().filter(film -> seen.add(film.id())).findFirst().orElseThrow();
  }

  /**
   * How many films a viewer has rated: an equal share, and of two neighbours one some more and the
   * other as many less, so that the sum stays what was asked for.
   */
  private int count(int number) {
    int share = share(number);
    int partner = number ^ 1;
    if (partner >= size.users()) {
      return share;
    }
    int spread = (Math.min(share, share(partner)) - 2) / 2;
    int more = new SplittableRandom(~seed + number / 2).nextInt(spread + 1);
    return number < partner ? share + more : share - more;
  }

  private int share(int number) {
    return (int)
        ((number + 1L) * size.ratings() / size.users()
            - (long) number * size.ratings() / size.users());
  }
}
