package org.segmentcourier.endpoint.directory;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Writes a {@link UserFile} of records that come in its order: by their users' hash (unsigned),
 * then by user id, as bytes. Memory does not grow with it.
 */
final class UserFileWriter implements Closeable {

  private static final int BUFFER = 1 << 18;

  private final Path path;
  private final Path tablePath;
  private final String magic;
  private final List<String> names;
  private final int bits;
  private final OutputStream out;
  private final OutputStream table;

  /** Where the next record begins. */
  private long position = UserFile.HEADER;

  /** The last place that has begun. */
  private long place = -1;

  private long placeStart = UserFile.HEADER;
  private long longest;
  private long users;

  /** The last user. */
  private long hash;

  private final Bytes user = new Bytes(new byte[1 << 8]);
  private final Bytes length = new Bytes(new byte[Integer.BYTES + 1]);

  /**
   * Begins.
   *
   * @param magic 8 characters: what its records are
   * @param names that records refer to, without line breaks
   * @param expectedUsers how many there will be, about: there are places for them
   */
  UserFileWriter(Path path, String magic, List<String> names, long expectedUsers)
      throws IOException {
    this.path = path;
    this.magic = magic;
    this.names = names;
    bits = Math.max(1, Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, expectedUsers)));
    tablePath = path.resolveSibling(path.getFileName() + ".table");
    out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
    table = new BufferedOutputStream(Files.newOutputStream(tablePath), BUFFER);
    out.write(new byte[UserFile.HEADER]); // filled in last, so that half a file is none
  }

  /**
   * Adds the record of a user.
   *
   * @param hash of the user
   * @param user its packed id
   * @param content of the record; both up to where they were written
   * @throws IllegalStateException if the user does not come after the one before
   */
  void add(long hash, Bytes user, Bytes content) throws IOException {
    if (users > 0 && !isAfter(hash, user)) {
      throw new IllegalStateException("user " + (users + 1) + " is out of order");
    }
    this.hash = hash;
    this.user.goTo(0);
    this.user.put(user.bytes(), 0, user.position());
    users++;
    long number = hash >>> Long.SIZE - bits;
    while (place < number) {
      beginPlace();
    }
    length.goTo(0);
    length.putNumber(user.position() + content.position());
    write(length);
    write(user);
    write(content);
  }

  private boolean isAfter(long hash, Bytes user) {
    int order = Long.compareUnsigned(hash, this.hash);
    return order > 0 || order == 0 && PackedId.compare(user.bytes(), 0, this.user.bytes(), 0) > 0;
  }

  private void write(Bytes part) throws IOException {
    out.write(part.bytes(), 0, part.position());
    position += part.position();
  }

  private void beginPlace() throws IOException {
    longest = Math.max(longest, position - placeStart);
    placeStart = position;
    place++;
    for (int shift = (UserFile.OFFSET_BYTES - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      table.write((int) (position >>> shift));
    }
  }

  /** Completes the file. */
  void finish() throws IOException {
    while (place < 1L << bits) {
      beginPlace();
    }
    table.write(new byte[UserFile.PADDING]);
    table.close();
    out.close();
    try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.position(position);
      long size = appendTable(file);
      file.write(ByteBuffer.wrap(String.join("\n", names).getBytes(StandardCharsets.UTF_8)));
      file.write(header(position + size), 0);
    }
  }

  private long appendTable(FileChannel file) throws IOException {
    try (var from = FileChannel.open(tablePath)) {
      long copied = 0;
      while (copied < from.size()) {
        copied += from.transferTo(copied, from.size() - copied, file);
      }
      return copied;
    }
  }

  private ByteBuffer header(long namesStart) {
    return ByteBuffer.allocate(UserFile.HEADER)
        .put(magic.getBytes(StandardCharsets.US_ASCII))
        .putInt(bits)
        .putInt(Math.toIntExact(longest))
        .putLong(users)
        .putLong(position)
        .putLong(namesStart)
        .flip();
  }

  long users() {
    return users;
  }

  /** Leaves nothing but the file; one that was not finished is none. */
  @Override
  public void close() throws IOException {
    try (out;
        table) {
      Files.deleteIfExists(tablePath);
    }
  }
}
