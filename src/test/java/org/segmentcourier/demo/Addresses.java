package org.segmentcourier.demo;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The endpoints of a viewer: none for one in ten, otherwise 1 to 15 over six channels. Addresses
 * lie in ranges that belong to nobody (RFC 2606, the 555-01 numbers).
 */
final class Addresses {

  /** What Pinpoint allows a user. */
  private static final int MOST = 15;

  private final long seed;

  Addresses(long seed) {
    this.seed = seed;
  }

  Stream<Address> of(Viewer viewer) {
    var random = new SplittableRandom(seed + viewer.number());
    int count = count(random);
    boolean leftAlone = random.nextInt(50) == 0;
    return IntStream.range(0, count)
        .mapToObj(
            n -> {
              String channel = channel(random.nextInt(100));
              return new Address(
                  String.format(Locale.ROOT, "bw-%07d-%02d", viewer.number() + 1, n + 1),
                  channel,
                  address(channel, viewer.number() + 1, n + 1, random),
                  leftAlone || random.nextInt(12) == 0,
                  random.nextInt(40) == 0);
            });
  }

  private static int count(SplittableRandom random) {
    if (random.nextInt(10) == 0) {
      return 0;
    }
    int count = 1;
    while (count < MOST && random.nextInt(100) < 75) {
      count++;
    }
    return count;
  }

  private static String channel(int inHundred) {
    if (inHundred < 35) {
      return "EMAIL";
    } else if (inHundred < 55) {
      return "SMS";
    } else if (inHundred < 70) {
      return "GCM";
    } else if (inHundred < 82) {
      return "APNS";
    } else if (inHundred < 90) {
      return "VOICE";
    }
    return "IN_APP";
  }

  private static String address(String channel, int viewer, int n, SplittableRandom random) {
    return switch (channel) {
      case "EMAIL" -> "viewer%d.%d@example.com".formatted(viewer, n);
      case "SMS", "VOICE" -> String.format(Locale.ROOT, "+1555010%04d", random.nextInt(10_000));
      case "IN_APP" -> "bingewatch-%d-%d".formatted(viewer, n);
      default -> "%016x%016x".formatted(random.nextLong(), random.nextLong());
    };
  }
}
