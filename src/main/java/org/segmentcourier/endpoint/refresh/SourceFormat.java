package org.segmentcourier.endpoint.refresh;

import java.util.Optional;

/** How a file holds endpoints; told by its name. */
enum SourceFormat {
  /** As Pinpoint imports it: a header that names columns with dots. */
  CSV,
  /** As Pinpoint imports and, gzipped, exports it: an endpoint in JSON on each line. */
  JSON_LINES,
  PARQUET;

  /**
   * The format of a file.
   *
   * @param key whose last part is its name
   * @return empty if it holds no endpoints
   */
  static Optional<SourceFormat> of(String key) {
    var name = key.endsWith(".gz") ? key.substring(0, key.length() - 3) : key;
    if (name.endsWith(".csv")) {
      return Optional.of(CSV);
    }
    if (name.endsWith(".json") || name.endsWith(".jsonl") || name.endsWith(".ndjson")) {
      return Optional.of(JSON_LINES);
    }
    if (key.endsWith(".parquet")) {
      return Optional.of(PARQUET);
    }
    return key.endsWith(".gz") ? Optional.of(JSON_LINES) : Optional.empty();
  }
}
