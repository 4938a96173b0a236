package org.segmentcourier.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The version of this application, as its build has noted it. */
public final class ApplicationVersion {

  private static final String PLACE = "/segment-courier.version";

  private ApplicationVersion() {}

  /** The version, such as {@code 0.1.0}. */
  public static String get() {
    try (var in = ApplicationVersion.class.getResourceAsStream(PLACE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + PLACE, e);
    }
  }
}
