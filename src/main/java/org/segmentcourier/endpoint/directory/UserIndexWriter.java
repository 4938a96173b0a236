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
import java.util.Arrays;
import java.util.List;

/**
 * Writes a {@link UserIndex} of endpoints that come in its order: by their users' hash (unsigned),
 * then by user id, then by endpoint id, as bytes. Memory does not grow with it.
 */
final class UserIndexWriter implements Closeable {

  private static final int BUFFER = 1 << 18;
  private static final int LONGEST_NUMBER = 5;

  private final Path path;
  private final Path tablePath;
  private final List<String> channelTypes;
  private final int bits;
  private final OutputStream out;
  private final OutputStream table;

  /** Where the next record begins. */
  private long position = UserIndex.HEADER;

  /** The last place that has begun. */
  private long place = -1;

  private long placeStart = UserIndex.HEADER;
  private long longest;
  private long users;
  private long endpoints;

  /** The user whose endpoints are coming. */
  private byte[] user = new byte[1 << 8];

  private int userLength = -1;
  private long userHash;
  private int userEndpoints;

  /** Those that have come. */
  private byte[] record = new byte[1 << 10];

  private int recordLength;
  private byte[] head = new byte[1 << 8];

  /**
   * Begins.
   *
   * @param expectedUsers how many there will be, about: the table is made for them
   * @param channelTypes at most 256; endpoints name theirs by its place here
   */
  UserIndexWriter(Path path, long expectedUsers, List<String> channelTypes) throws IOException {
    this.path = path;
    this.channelTypes = channelTypes;
    bits = Math.max(1, Long.SIZE - 1 - Long.numberOfLeadingZeros(Math.max(1, expectedUsers)));
    out = new BufferedOutputStream(Files.newOutputStream(path), BUFFER);
    tablePath = path.resolveSibling(path.getFileName() + ".table");
    table = new BufferedOutputStream(Files.newOutputStream(tablePath), BUFFER);
    out.write(new byte[UserIndex.HEADER]); // filled in last, so that half a file is none
  }

  /**
   * Adds an endpoint.
   *
   * @param hash of its user
   * @param userId in UTF-8
   * @param id in UTF-8
   * @throws IllegalStateException if it does not come after the one before
   */
  void add(long hash, byte[] userId, byte[] id, int channel, int state) throws IOException {
    if (!isSameUser(hash, userId)) {
      endUser();
      beginUser(hash, userId);
    }
    int needed = recordLength + 2 + id.length + PackedId.OVERHEAD;
    if (needed > record.length) {
      record = Arrays.copyOf(record, needed * 2);
    }
    record[recordLength++] = (byte) channel;
    record[recordLength++] = (byte) state;
    recordLength = PackedId.pack(id, 0, id.length, record, recordLength);
    userEndpoints++;
    endpoints++;
  }

  private boolean isSameUser(long hash, byte[] userId) {
    return userLength >= 0
        && hash == userHash
        && Arrays.equals(user, 0, userLength, userId, 0, userId.length);
  }

  private void beginUser(long hash, byte[] userId) throws IOException {
    if (userLength >= 0 && !isAfter(hash, userId)) {
      throw new IllegalStateException("user " + (users + 1) + " is out of order");
    }
    if (user.length < userId.length) {
      user = new byte[userId.length * 2];
    }
    System.arraycopy(userId, 0, user, 0, userId.length);
    userLength = userId.length;
    userHash = hash;
    users++;
    long number = hash >>> Long.SIZE - bits;
    while (place < number) {
      beginPlace();
    }
  }

  private boolean isAfter(long hash, byte[] userId) {
    int order = Long.compareUnsigned(hash, userHash);
    return order > 0
        || order == 0 && Arrays.compareUnsigned(userId, 0, userId.length, user, 0, userLength) > 0;
  }

  private void beginPlace() throws IOException {
    longest = Math.max(longest, position - placeStart);
    placeStart = position;
    place++;
    for (int shift = (UserIndex.OFFSET_BYTES - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      table.write((int) (position >>> shift));
    }
  }

  private void endUser() throws IOException {
    if (userLength < 0) {
      return;
    }
    int room = 2 * LONGEST_NUMBER + userLength + PackedId.OVERHEAD;
    if (head.length < room) {
      head = new byte[room * 2];
    }
    int end = PackedId.pack(user, 0, userLength, head, LONGEST_NUMBER);
    end = number(userEndpoints, head, end);
    int packed = end - LONGEST_NUMBER;
    var length = new byte[LONGEST_NUMBER];
    int lengthLength = number(packed + recordLength, length, 0);
    out.write(length, 0, lengthLength);
    out.write(head, LONGEST_NUMBER, packed);
    out.write(record, 0, recordLength);
    position += lengthLength + packed + recordLength;
    recordLength = 0;
    userEndpoints = 0;
  }

  private static int number(int number, byte[] bytes, int start) {
    int at = start;
    int rest = number;
    while (rest > 0x7F) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    return at;
  }

  /** Completes the file. */
  void finish() throws IOException {
    endUser();
    while (place < 1L << bits) {
      beginPlace();
    }
    table.write(new byte[UserIndex.PADDING]);
    table.close();
    out.close();
    try (var file = FileChannel.open(path, StandardOpenOption.WRITE)) {
      file.position(position);
      long tableSize = append(file);
      file.write(ByteBuffer.wrap(String.join("\n", channelTypes).getBytes(StandardCharsets.UTF_8)));
      file.write(header(position, position + tableSize), 0);
    }
    Files.delete(tablePath);
  }

  private long append(FileChannel file) throws IOException {
    try (var from = FileChannel.open(tablePath)) {
      long copied = 0;
      while (copied < from.size()) {
        copied += from.transferTo(copied, from.size() - copied, file);
      }
      return copied;
    }
  }

  private ByteBuffer header(long tableStart, long typesStart) {
    return ByteBuffer.allocate(UserIndex.HEADER)
        .put(UserIndex.MAGIC)
        .putInt(bits)
        .putInt(Math.toIntExact(longest))
        .putLong(users)
        .putLong(endpoints)
        .putLong(tableStart)
        .putLong(typesStart)
        .flip();
  }

  long users() {
    return users;
  }

  long endpoints() {
    return endpoints;
  }

  /** Gives up what is not finished. */
  @Override
  public void close() throws IOException {
    try (out;
        table) {
      Files.deleteIfExists(tablePath);
    }
  }
}
