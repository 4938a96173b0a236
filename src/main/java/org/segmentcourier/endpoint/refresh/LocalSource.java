package org.segmentcourier.endpoint.refresh;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;

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

  private static final int BUFFER = 1 << 16;

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

  /**
   * Its content.
   *
   * @throws java.util.zip.ZipException if it should be gzipped, and is not; also when it is read
   * @throws java.io.EOFException if it breaks off; also when it is read
   */
  InputStream open() throws IOException {
    var file = Files.newInputStream(path);
    try {
      return gzipped ? new GZIPInputStream(file, BUFFER) : file;
    } catch (IOException e) {
      file.close();
      throw e;
    }
  }
}
