package org.segmentcourier.bench;

/**
 * Users and their endpoints, as numbers: nothing is kept, everything is computed from a number, so
 * that ten million endpoints are the same in every run and take no memory.
 *
 * @param users known to the directory
 */
record Audience(long users) {

  private static final String[] CHANNELS = {
    "EMAIL", "EMAIL", "EMAIL", "EMAIL", "EMAIL", "EMAIL", "EMAIL", "EMAIL", "SMS", "SMS", "SMS",
    "SMS", "SMS", "GCM", "GCM", "GCM", "APNS", "APNS", "VOICE", "IN_APP"
  };

  /** Of three users one has one endpoint, and two have two. */
  private static final int OF_THREE = 5;

  /** As many users as have so many endpoints. */
  static Audience withEndpoints(long endpoints) {
    return new Audience(endpoints * 3 / OF_THREE);
  }

  long endpoints() {
    return first(users);
  }

  /** The first endpoint of a user; the last one comes before that of the next. */
  long first(long user) {
    return user / 3 * OF_THREE + (user % 3 == 0 ? 0 : user % 3 * 2 - 1);
  }

  static String channel(long endpoint) {
    return CHANNELS[(int) Long.remainderUnsigned(mixed(endpoint), CHANNELS.length)];
  }

  static boolean optedOut(long endpoint) {
    return Long.remainderUnsigned(mixed(endpoint + 1), 100) < 8;
  }

  static boolean inactive(long endpoint) {
    return Long.remainderUnsigned(mixed(endpoint + 2), 100) < 4;
  }

  static String address(long endpoint) {
    return switch (channel(endpoint)) {
      case "EMAIL" -> "person" + endpoint + "@example.com";
      case "SMS", "VOICE" -> "+1555" + (10_000_000 + endpoint);
      default -> "token" + Long.toHexString(mixed(endpoint));
    };
  }

  /** SplitMix64's finish: all bits depend on all bits. */
  static long mixed(long number) {
    long mixed = number * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
