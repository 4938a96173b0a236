package org.segmentcourier.endpoint.directory;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;

/**
 * Spreads endpoints over shares by the first bits of their users' hash, so that what comes in any
 * order can be put in the order of a snapshot one share after the other, each in memory. Until then
 * all but the last of each share waits on the disk.
 */
final class Spread implements Iterator<Share>, Closeable {

  /** More of them would leave the young generation with what they need to be sorted. */
  private static final int USERS_PER_SHARE = 1 << 13;

  /** Each share has a chunk in memory. */
  private static final int MOST_BITS = 11;

  private static final int CHUNK = 1 << 13;

  /** What a row may have without a chunk having to grow. */
  private static final int USUAL_ROW = 1 << 9;

  private final Path path;
  private final FileChannel file;
  private final int bits;
  private final List<Waiting> shares;
  private int taken;

  /** Rows of a share. */
  private static final class Waiting {
    private final List<Chunk> chunks = new ArrayList<>();
    private final Bytes last = new Bytes(new byte[CHUNK + USUAL_ROW]);
    private int rows;
  }

  /** A part of the file. */
  private record Chunk(long start, int length) {}

  /**
   * Begins.
   *
   * @param path of a file that is there for as long as this is
   * @param expectedUsers how many there will be, about
   */
  Spread(Path path, long expectedUsers) throws IOException {
    this.path = path;
    file =
        FileChannel.open(
            path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    int needed = Long.SIZE - Long.numberOfLeadingZeros(expectedUsers / USERS_PER_SHARE);
    bits = Math.max(1, Math.min(needed, MOST_BITS));
    shares = Stream.generate(Waiting::new).limit(1L << bits).toList();
  }

  /**
   * Adds an endpoint.
   *
   * @param row what {@link PackedEndpoint#write} has written
   */
  void add(long hash, Bytes row) throws IOException {
    var share = shares.get((int) (hash >>> Long.SIZE - bits));
    share.rows++;
    share.last.putLong(hash);
    share.last.putNumber(row.position());
    share.last.put(row.bytes(), 0, row.position());
    if (share.last.position() >= CHUNK) {
      write(share);
    }
  }

  private void write(Waiting share) throws IOException {
    share.chunks.add(new Chunk(file.position(), share.last.position()));
    var chunk = ByteBuffer.wrap(share.last.bytes(), 0, share.last.position());
    while (chunk.hasRemaining()) {
      file.write(chunk);
    }
    share.last.goTo(0);
  }

  /** Whether there is another share; there always is a first one. */
  @Override
  public boolean hasNext() {
    return taken < shares.size();
  }

  /** The endpoints of the next share; nothing can be added then. */
  @Override
  public Share next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    var share = shares.get(taken++);
    try {
      return new Share(read(share), share.rows, bits);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(Waiting share) throws IOException {
    int length = share.chunks.stream().mapToInt(Chunk::length).sum();
    var rows = ByteBuffer.allocate(Math.addExact(length, share.last.position()));
    for (var chunk : share.chunks) {
      int end = rows.position() + chunk.length();
      rows.limit(end);
      while (rows.position() < end) {
        if (file.read(rows, chunk.start() + chunk.length() - (end - rows.position())) < 0) {
          throw new EOFException(path + " ends before what was written into it");
        }
      }
    }
    rows.limit(rows.capacity());
    rows.put(share.last.bytes(), 0, share.last.position());
    return rows.array();
  }

  @Override
  public void close() throws IOException {
    try (file) {
      Files.deleteIfExists(path);
    }
  }
}
