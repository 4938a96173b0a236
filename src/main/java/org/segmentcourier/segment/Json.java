package org.segmentcourier.segment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import org.segmentcourier.segment.BadSegment.Code;

/** How the JSON of segment output is read: as UTF-8, whatever its first bytes look like. */
final class Json {

  /**
   * No id, query or error is nearly so long; the reader has to hold a text whole, and a line may be
   * nothing but one.
   */
  private static final int LONGEST_TEXT = 1_000_000;

  static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .disable(JsonFactory.Feature.CHARSET_DETECTION)
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(LONGEST_TEXT).build())
                  .build())
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private Json() {}

  /** A parser over a part of a file; closing it closes the file. */
  static JsonParser open(Path file, long start, long length) throws IOException {
    var range = new FileRange(file, start, length);
    try {
      return MAPPER.getFactory().createParser(range);
    } catch (IOException | RuntimeException e) {
      range.close();
      throw e;
    }
  }

  /**
   * What is wrong with a line's JSON. The parser's own words are left out: they quote the line, and
   * so perhaps a user id.
   */
  static BadSegment bad(JsonProcessingException e) {
    if (e instanceof JsonEOFException) {
      return new BadSegment(Code.TRUNCATED, "the line ends in the middle of its JSON", e);
    }
    if (e instanceof StreamConstraintsException) {
      return new BadSegment(
          Code.TOO_LARGE,
          "the line has a text of more than %d characters, or is nested too deeply"
              .formatted(LONGEST_TEXT),
          e);
    }
    var where = e.getLocation();
    return new BadSegment(
        Code.NO_JSON,
        where == null
            ? "the line is no valid JSON"
            : "the line is no valid JSON near byte " + (where.getByteOffset() + 1),
        e);
  }
}
