package org.segmentcourier.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Pinpoint's channel types, as its service model lists them, and how a branch names those it takes.
 */
public final class ChannelTypes {

  /** How a branch names all of them. */
  public static final String ALL = "ALL";

  public static final List<String> KNOWN =
      List.of(
          "PUSH",
          "GCM",
          "APNS",
          "APNS_SANDBOX",
          "APNS_VOIP",
          "APNS_VOIP_SANDBOX",
          "ADM",
          "SMS",
          "VOICE",
          "EMAIL",
          "BAIDU",
          "CUSTOM",
          "IN_APP");

  private ChannelTypes() {}

  /**
   * Reads a list of them.
   *
   * @param text channel types, comma separated, or {@code ALL}
   * @throws IllegalArgumentException if there is none, or one that Pinpoint doesn't know
   */
  public static SortedSet<String> parse(String text) {
    var types = new TreeSet<String>();
    for (var name : Arrays.asList(text.split(","))) {
      var type = name.strip();
      if (!type.equals(ALL) && !KNOWN.contains(type)) {
        throw new IllegalArgumentException(
            "unknown channel type '%s'; each must be one of %s, or it is %s alone"
                .formatted(type, KNOWN, ALL));
      }
      types.add(type);
    }
    if (types.contains(ALL) && types.size() > 1) {
      throw new IllegalArgumentException(
          "channels '%s' names %s and others; it is %s alone, or a list".formatted(text, ALL, ALL));
    }
    return types;
  }
}
