package org.segmentcourier.sandbox.pinpoint;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Dates as Pinpoint writes them: ISO 8601 strings in UTC, to the millisecond. */
final class Dates {

  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Dates() {}

  static String text(Instant instant) {
    return FORMAT.format(instant);
  }
}
