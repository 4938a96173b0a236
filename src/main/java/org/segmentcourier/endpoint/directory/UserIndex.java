package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.segment.UserBatch;

/**
 * The part of a snapshot that says which endpoints a user has, without their addresses: a file that
 * never changes, read in place.
 *
 * <pre>
 *  0  8 bytes  "SCUSERS1"
 *  8  4        bits: the table has 2^bits places
 * 12  4        bytes of the longest place
 * 16  8        users
 * 24  8        endpoints
 * 32  8        where the table begins
 * 40  8        where the channel types begin
 * 48           places: the records of all users whose hash begins with the same bits, by hash
 *              table: where each place begins, and where the last one ends, 5 bytes each; 3 bytes
 *              channel types, a line each
 *
 * record       length of the rest, packed id of the user, number of endpoints, and for each:
 *              channel type (1 byte), state (1 byte), packed id
 * </pre>
 *
 * <p>Numbers are big-endian, lengths and numbers in records have seven bits per byte, the lowest
 * first. Hashes are {@link org.segmentcourier.segment.UserHash}, ids {@link PackedId}, states those
 * of {@link EndpointBatch}.
 */
final class UserIndex {

  static final byte[] MAGIC = "SCUSERS1".getBytes(StandardCharsets.US_ASCII);
  static final int HEADER = 48;
  static final int OFFSET_BYTES = 5;
  static final int PADDING = 3;

  private final MappedFile file;
  private final int bits;
  private final int longest;
  private final long users;
  private final long endpoints;
  private final long table;
  private final List<String> channelTypes;

  private UserIndex(MappedFile file, ByteBuffer header, List<String> channelTypes) {
    this.file = file;
    bits = header.getInt(8);
    longest = header.getInt(12);
    users = header.getLong(16);
    endpoints = header.getLong(24);
    table = header.getLong(32);
    this.channelTypes = channelTypes;
  }

  /**
   * Opens the file; its content is trusted, for it is checked against its SHA-256 when it comes.
   *
   * @throws IOException if it can't be read, or is no such file
   */
  static UserIndex open(Path path) throws IOException {
    return open(path, MappedFile.WINDOW_BITS);
  }

  static UserIndex open(Path path, int windowBits) throws IOException {
    try (var channel = FileChannel.open(path)) {
      var header = ByteBuffer.allocate(HEADER);
      channel.read(header, 0);
      if (header.hasRemaining() || !Arrays.equals(header.array(), 0, 8, MAGIC, 0, 8)) {
        throw new IOException(path + " is no user index of an endpoint directory");
      }
      long types = header.getLong(40);
      var text = ByteBuffer.allocate((int) (channel.size() - types));
      channel.read(text, types);
      var lines = new String(text.array(), StandardCharsets.UTF_8).lines().toList();
      int longest = Math.max(header.getInt(12), Long.BYTES);
      return new UserIndex(new MappedFile(path, longest, windowBits), header, lines);
    }
  }

  long users() {
    return users;
  }

  long endpoints() {
    return endpoints;
  }

  /** Looks up each user of a batch. */
  EndpointBatch find(UserBatch batch) {
    return new Probe(batch).find();
  }

  private long offset(long place) {
    return file.number(table + place * OFFSET_BYTES) >>> Byte.SIZE * PADDING;
  }

  /** The look-ups of one batch. */
  private final class Probe {

    private static final int USUAL_ID = 256;

    private final UserBatch batch;
    private final EndpointBatch.Builder found;
    private final byte[] place = new byte[longest];
    private byte[] id = new byte[USUAL_ID];
    private int idEnd;
    private int at;

    Probe(UserBatch batch) {
      this.batch = batch;
      this.found = new EndpointBatch.Builder(batch, channelTypes);
    }

    EndpointBatch find() {
      for (int user = 0; user < batch.size(); user++) {
        long number = batch.hash(user) >>> Long.SIZE - bits;
        long start = offset(number);
        int length = (int) (offset(number + 1) - start);
        if (length > 0 && pack(user)) {
          file.read(start, place, length);
          find(length);
        }
        found.next();
      }
      return found.build();
    }

    /** False if the directory can't hold the user's id. */
    private boolean pack(int user) {
      int length = batch.end(user) - batch.start(user);
      if (length > PackedId.LONGEST) {
        return false;
      }
      if (id.length < length + PackedId.OVERHEAD) {
        id = new byte[length * 2 + PackedId.OVERHEAD];
      }
      idEnd = PackedId.pack(batch.text(), batch.start(user), batch.end(user), id, 0);
      return true;
    }

    /** Looks for the user among the records of a place. */
    private void find(int length) {
      at = 0;
      while (at < length) {
        int rest = number();
        int end = at + rest;
        if (at + idEnd <= end && Arrays.equals(place, at, at + idEnd, id, 0, idEnd)) {
          at += idEnd;
          take();
          return;
        }
        at = end;
      }
    }

    private void take() {
      for (int left = number(); left > 0; left--) {
        int channel = place[at++] & 0xFF;
        int state = place[at++];
        int length = PackedId.length(place, at);
        var ids = found.ids(PackedId.longestText(length));
        found.endpoint(channel, state, PackedId.unpack(place, at, ids, found.filled()));
        at += length;
      }
    }

    private int number() {
      int number = 0;
      for (int shift = 0; ; shift += 7) {
        int next = place[at++];
        number |= (next & 0x7F) << shift;
        if (next >= 0) {
          return number;
        }
      }
    }
  }
}
