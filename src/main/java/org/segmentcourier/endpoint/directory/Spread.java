package org.segmentcourier.endpoint.directory;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * Spreads endpoints over files by the first bits of their users' hash, so that what comes in any
 * order can be put in the order of a snapshot one file after the other, each in memory.
 */
final class Spread implements Iterator<Share>, Closeable {

  private static final int USERS_PER_FILE = 1 << 14;
  private static final int MOST_BITS = 8;
  private static final int BUFFER = 1 << 14;

  private final int bits;
  private final List<Path> paths = new ArrayList<>();
  private final List<OutputStream> files = new ArrayList<>();
  private final int[] rows;
  private int taken;
  private final Bytes head = new Bytes(new byte[Long.BYTES + Integer.BYTES + 1]);

  /**
   * Begins.
   *
   * @param path what the files are called, but for a number
   * @param expectedUsers how many there will be, about
   */
  Spread(Path path, long expectedUsers) throws IOException {
    int needed = Long.SIZE - Long.numberOfLeadingZeros(expectedUsers / USERS_PER_FILE);
    bits = Math.max(1, Math.min(needed, MOST_BITS));
    rows = new int[1 << bits];
    for (int i = 0; i < rows.length; i++) {
      var file = path.resolveSibling("%s.%d".formatted(path.getFileName(), i));
      paths.add(file);
      files.add(new BufferedOutputStream(Files.newOutputStream(file), BUFFER));
    }
  }

  /**
   * Adds an endpoint.
   *
   * @param row what {@link Row#write} has written
   */
  void add(long hash, Bytes row) throws IOException {
    int file = (int) (hash >>> Long.SIZE - bits);
    head.goTo(0);
    head.putLong(hash);
    head.putNumber(row.position());
    var out = files.get(file);
    out.write(head.bytes(), 0, head.position());
    out.write(row.bytes(), 0, row.position());
    rows[file]++;
  }

  /** Whether there is another share; there always is a first one. */
  @Override
  public boolean hasNext() {
    return taken < rows.length;
  }

  /** The endpoints of the next file, which is no more after that; nothing can be added then. */
  @Override
  public Share next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      int file = taken++;
      files.get(file).close();
      var content = Files.readAllBytes(paths.get(file));
      Files.delete(paths.get(file));
      return new Share(content, rows[file], bits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (var file : files) {
      file.close();
    }
    for (var path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
