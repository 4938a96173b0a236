package org.segmentcourier.delivery.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.segmentcourier.aws.Fingerprint;

/**
 * A segment file while it is written: open, and in several parts if it becomes too large for one
 * import. A finished part lies in the folder under its SHA-256.
 */
final class FileParts {

  /** So many rows of each part name columns. */
  private static final int HEADER = 1;

  private final Path folder;
  private final Path unfinished;
  private final long limit;
  private final Executor threads;
  private final List<Part> finished = new ArrayList<>();
  private WriteBehind out;
  private CsvRows rows;
  private MessageDigest digest;
  private long size;

  /**
   * A part that is complete.
   *
   * @param rows below the header
   */
  record Part(String sha256, long size, long rows) {}

  /**
   * @param name of the unfinished file; nothing else in the folder has it
   * @param limit bytes after which the next rows begin another part
   * @param threads by which it is written
   */
  FileParts(Path folder, String name, long limit, Executor threads) {
    this.folder = folder;
    this.unfinished = folder.resolve(name);
    this.limit = limit;
    this.threads = threads;
  }

  /** Whether the next rows begin a part, and so need a header. */
  boolean isAtStart() throws IOException {
    if (out != null && size >= limit) {
      finishPart();
    }
    return out == null;
  }

  /**
   * @param csv not to be changed any more
   */
  void append(byte[] csv) throws IOException {
    if (out == null) {
      digest = Fingerprint.digest();
      var file = new BufferedOutputStream(Files.newOutputStream(unfinished));
      rows = new CsvRows(new DigestOutputStream(file, digest));
      out = new WriteBehind(rows, threads);
    }
    out.write(csv);
    size += csv.length;
  }

  /** The parts; none if nothing was written. */
  List<Part> finish() throws IOException {
    if (out != null) {
      finishPart();
    }
    return List.copyOf(finished);
  }

  private void finishPart() throws IOException {
    out.close();
    out = null;
    var part = new Part(Fingerprint.hex(digest.digest()), size, rows.rows() - HEADER);
    Files.move(unfinished, folder.resolve(part.sha256()), StandardCopyOption.REPLACE_EXISTING);
    finished.add(part);
    size = 0;
  }

  /** Gives up what is not finished. */
  void abandon() throws IOException {
    if (out != null) {
      out.abandon();
      out = null;
      Files.deleteIfExists(unfinished);
    }
  }
}
