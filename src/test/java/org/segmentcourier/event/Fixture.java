package org.segmentcourier.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The messages in {@code src/test/resources/events}. */
final class Fixture {

  private Fixture() {}

  static String of(String name) {
    try (var in = Fixture.class.getResourceAsStream("/events/" + name + ".json")) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The message as SNS passes it on to a queue. */
  static String bySns(String name) {
    var message = new String(JsonStringEncoder.getInstance().quoteAsString(of(name)));
    return of("sns-notification").replace("MESSAGE", message);
  }
}
