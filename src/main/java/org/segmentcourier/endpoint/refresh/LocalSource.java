package org.segmentcourier.endpoint.refresh;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A file with endpoints, on the disk.
 *
 * @param name what people know it by
 * @param gzipped whether its content is compressed
 * @param dated the effective date of rows that have none
 * @param modified when it was put: no row of it is newer, whatever its date
 * @param feed whether it was made for Pinpoint. Then only rows count that have both an id and a
 *     user id: the others are a matter between who wrote the file and Pinpoint
 * @param replacing whether the directory was made from another version of it
 */
record LocalSource(
    String name,
    Path path,
    SourceFormat format,
    boolean gzipped,
    Instant dated,
    Instant modified,
    boolean feed,
    boolean replacing) {

  /** One that is new, and whose rows are as old as itself. */
  LocalSource(
      String name,
      Path path,
      SourceFormat format,
      boolean gzipped,
      Instant modified,
      boolean feed) {
    this(name, path, format, gzipped, modified, modified, feed, false);
  }
}
