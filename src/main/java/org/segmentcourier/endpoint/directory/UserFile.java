package org.segmentcourier.endpoint.directory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.segmentcourier.segment.UserBatch;

/**
 * A file with a record for each user, which is found by the user's id. It never changes, and is
 * read in place: what nobody asks for takes no memory.
 *
 * <pre>
 *  0  8 bytes  what the records are
 *  8  4        bits: there are 2^bits places
 * 12  4        bytes of the longest place
 * 16  8        users
 * 24  8        where the table begins
 * 32  8        where the names begin
 * 40           places: the records of all users whose hash begins with the same bits, by hash
 *              table: where each place begins, and where the last one ends, 5 bytes each; 3 bytes
 *              names that records refer to, a line each
 *
 * record       length of the rest, packed id of the user, content
 * </pre>
 *
 * <p>Numbers are big-endian, those in records are {@link Bytes#number}. Hashes are {@link
 * org.segmentcourier.segment.UserHash}, ids {@link PackedId}.
 */
final class UserFile {

  static final int HEADER = 40;
  static final int OFFSET_BYTES = 5;
  static final int PADDING = Long.BYTES - OFFSET_BYTES;

  private final MappedFile file;
  private final int bits;
  private final int longest;
  private final long users;
  private final long table;
  private final List<String> names;

  private UserFile(Path path, ByteBuffer header, List<String> names, int windowBits)
      throws IOException {
    bits = header.getInt(8);
    longest = header.getInt(12);
    users = header.getLong(16);
    table = header.getLong(24);
    this.names = names;
    file = new MappedFile(path, Math.max(longest, Long.BYTES), windowBits);
  }

  /**
   * Opens the file. Its content is trusted, for it is checked against its SHA-256 when it comes.
   *
   * @param magic 8 characters: what its records are
   * @param windowBits see {@link MappedFile}
   * @throws IOException if it can't be read, or is no such file
   */
  static UserFile open(Path path, String magic, int windowBits) throws IOException {
    try (var channel = FileChannel.open(path)) {
      var header = ByteBuffer.allocate(HEADER);
      channel.read(header, 0);
      var expected = magic.getBytes(StandardCharsets.US_ASCII);
      if (header.hasRemaining()
          || !Arrays.equals(header.array(), 0, expected.length, expected, 0, expected.length)) {
        throw new IOException("%s is no file of an endpoint directory (%s)".formatted(path, magic));
      }
      long start = header.getLong(32);
      var text = ByteBuffer.allocate((int) (channel.size() - start));
      channel.read(text, start);
      var names = new String(text.array(), StandardCharsets.UTF_8).lines().toList();
      return new UserFile(path, header, names, windowBits);
    }
  }

  /** How many users have a record. */
  long users() {
    return users;
  }

  /** Names that records refer to. */
  List<String> names() {
    return names;
  }

  /** Looks for the records of a batch, by one thread. */
  Finder finder(UserBatch batch) {
    return new Finder(batch);
  }

  private long offset(long place) {
    return file.number(table + place * OFFSET_BYTES) >>> Byte.SIZE * PADDING;
  }

  /** The record that was found last. */
  final class Finder {

    private static final int USUAL_ID = 256;

    private final UserBatch batch;
    private final long[] starts;
    private final int[] lengths;
    private final Bytes place = new Bytes(new byte[longest]);
    private byte[] id = new byte[USUAL_ID];
    private int idLength;

    /** What was read to no end but to have it near. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    private Finder(UserBatch batch) {
      this.batch = batch;
      starts = new long[batch.size()];
      lengths = new int[batch.size()];
      fetch();
    }

    /**
     * Each place is somewhere else in a large file. Read one after the other, with something to do
     * in between, each would be waited for; read like this, the processor fetches many at once.
     */
    private void fetch() {
      for (int user = 0; user < starts.length; user++) {
        long number = batch.hash(user) >>> Long.SIZE - bits;
        starts[user] = offset(number);
        lengths[user] = (int) (offset(number + 1) - starts[user]);
      }
      long read = 0;
      for (int user = 0; user < starts.length; user++) {
        read += lengths[user] > 0 ? file.number(starts[user]) : 0;
      }
      fetched = read; // else it is found that nobody needs it, and nothing is read
    }

    /** Whether there is a record of the user: {@link #content} then stands at its content. */
    boolean find(int user) {
      int length = lengths[user];
      if (length == 0 || !pack(user)) {
        return false;
      }
      file.read(starts[user], place.bytes(), length);
      return find(length, idLength);
    }

    /** False if no file can hold the user's id. */
    private boolean pack(int user) {
      int length = batch.end(user) - batch.start(user);
      if (length > PackedId.LONGEST) {
        return false;
      }
      if (id.length < length + PackedId.OVERHEAD) {
        id = new byte[length * 2 + PackedId.OVERHEAD];
      }
      idLength = PackedId.pack(batch.text(), batch.start(user), batch.end(user), id, 0);
      return true;
    }

    private boolean find(int length, int idLength) {
      place.goTo(0);
      while (place.position() < length) {
        int rest = place.number();
        int start = place.position();
        if (idLength <= rest
            && Arrays.equals(place.bytes(), start, start + idLength, id, 0, idLength)) {
          place.goTo(start + idLength);
          return true;
        }
        place.goTo(start + rest);
      }
      return false;
    }

    Bytes content() {
      return place;
    }
  }
}
