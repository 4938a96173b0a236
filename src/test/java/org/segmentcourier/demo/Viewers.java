package org.segmentcourier.demo;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The users, made one by one as they are asked for: nothing is held, so there may be millions. */
final class Viewers {

  private final Size size;
  private final long seed;

  Viewers(Size size, long seed) {
    this.size = size;
    this.seed = seed;
  }

  Stream<Viewer> all() {
    return IntStream.range(0, size.users()).mapToObj(this::viewer);
  }

  Viewer viewer(int number) {
    var random = new SplittableRandom(seed + number);
    boolean devoted = devoted(number);
    var others = Films.others();
    return new Viewer(
        number,
        id(number),
        random.nextInt(20) == 0 ? OptionalInt.empty() : OptionalInt.of(16 + random.nextInt(70)),
        random.nextBoolean() ? "Female" : "Male",
        devoted ? Films.COHORT_GENRE : others.get(random.nextInt(others.size())),
        devoted);
  }

  /** The cohort is spread evenly over the users. */
  private boolean devoted(int number) {
    return (long) (number + 1) * size.devoted() / size.users()
        > (long) number * size.devoted() / size.users();
  }

  /** Plain numbers mostly; now and then an id that has to be quoted or encoded somewhere. */
  private static String id(int number) {
    String plain = Integer.toString(number + 1);
    if (number % 100 != 49) {
      return plain;
    }
    return switch (number / 100 % 4) {
      case 0 -> "ann/lee " + plain;
      case 1 -> "100%+" + plain;
      case 2 -> "Жанна-" + plain;
      default -> "o\"hara, " + plain;
    };
  }
}
