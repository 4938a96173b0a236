package org.segmentcourier.endpoint.refresh;

import java.util.Locale;
import java.util.Optional;

/** How a file holds endpoints; told by its name, in whatever case. */
enum SourceFormat {
  /** As Pinpoint imports it: a header that names columns with dots. */
  CSV,
  /** As Pinpoint imports and, gzipped, exports it: an endpoint in JSON on each line. */
  JSON_LINES,
  PARQUET;

  private static final String GZIPPED = ".gz";

  /**
   * The format of a file.
   *
   * @param key whose last part is its name
   * @return empty if it holds no endpoints
   */
  static Optional<SourceFormat> of(String key) {
    var whole = key.toLowerCase(Locale.ROOT);
    var name = isGzipped(key) ? whole.substring(0, whole.length() - GZIPPED.length()) : whole;
    if (name.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Optional.of(JSON_LINES);
    }
    if (whole.endsWith(".parquet")) {
      return Optional.of(PARQUET);
    }
    return isGzipped(key) ? Optional.of(JSON_LINES) : Optional.empty();
  }

  /** Whether it is text, an endpoint to a row. */
  boolean isText() {
    return this != PARQUET;
  }

  /** How many of its rows name columns. */
  int headers() {
    return this == CSV ? 1 : 0;
  }

  /** Whether the content of a file is compressed. */
  static boolean isGzipped(String key) {
    return key.toLowerCase(Locale.ROOT).endsWith(GZIPPED);
  }
}
