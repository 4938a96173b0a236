package org.segmentcourier.branch;

import java.util.List;

/** Who can take the segment files of a branch. */
public final class Destinations {

  /** Imports what is published. */
  public static final String PINPOINT = "pinpoint";

  /** The branch's own route hands its files to somebody else; it doesn't publish them. */
  public static final String OWN = "own";

  private static final List<String> KNOWN = List.of(PINPOINT, OWN);

  private Destinations() {}

  /**
   * @throws IllegalArgumentException if nobody would take the files
   */
  static String known(String destination) {
    if (!KNOWN.contains(destination)) {
      throw new IllegalArgumentException(
          "destination '%s' is unknown; it must be one of %s".formatted(destination, KNOWN));
    }
    return destination;
  }
}
