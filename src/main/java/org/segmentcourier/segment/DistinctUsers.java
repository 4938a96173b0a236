package org.segmentcourier.segment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/**
 * Tells whether a segment had a user before. Exact, yet without keeping ids: of each there are 30
 * bits of its hash and 34 that say where in the line it stands, so that a suspect is compared with
 * what the file says. 5,000,000 users take 100 MB at most.
 */
final class DistinctUsers {

  private static final int HASH_BITS = 30;
  private static final int OFFSET_BITS = Long.SIZE - HASH_BITS;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;
  private static final int FIRST_BITS = 10;

  private final Line line;

  /** Users in the order in which they came: hash, and where they stand. */
  private long[] users = new long[1 << FIRST_BITS];

  private int size;

  /**
   * A hash table of 2^bits slots. A user's slot is found by the first bits of their hash; there is
   * the rest of the hash, and, in the lower bits, their number counted from 1.
   */
  private int[] slots = new int[1 << FIRST_BITS];

  private int bits = FIRST_BITS;

  /** What was read to no end but to have it near. */
  @SuppressWarnings("UnusedVariable")
  private int fetched;

  /** The line whose users are told apart. */
  interface Line {
    /** Whether the id that starts at this byte of the line is that user's. */
    boolean has(UserIds ids, int user, long offset) throws IOException;
  }

  DistinctUsers(Line line) {
    this.line = line;
  }

  /**
   * Remembers users, and leaves out those whom the segment had before.
   *
   * @param ids the next ones of the segment, in lines of less than 16 GB
   */
  void retain(UserIds ids) throws IOException {
    fetch(ids);
    try {
      ids.retain(user -> add(ids, user));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /**
   * Each slot is somewhere else in a large table. Read one after the other, with something to do in
   * between, each would be waited for; read like this, the processor fetches many at once.
   */
  private void fetch(UserIds ids) {
    int read = 0;
    for (int user = 0; user < ids.size(); user++) {
      read += slots[slot(ids.hash(user) >>> OFFSET_BITS)];
    }
    fetched = read; // else it is found that nobody needs it, and nothing is read
  }

  private boolean add(UserIds ids, int user) {
    long offset = ids.offset(user);
    if (offset > OFFSET_MASK) {
      throw new BadSegment(BadSegment.Code.TOO_LARGE, "the line is longer than 16 GB");
    }
    long hash = ids.hash(user) >>> OFFSET_BITS;
    int mask = slots.length - 1;
    int rest = rest(hash);
    int at = slot(hash);
    while (slots[at] != 0) {
      if ((slots[at] & ~mask) == rest && isAt(ids, user, hash, users[(slots[at] & mask) - 1])) {
        return false;
      }
      at = at + 1 & mask;
    }
    remember(hash, offset);
    slots[at] = rest | size;
    if (size > slots.length / 10 * 7) {
      grow();
    }
    return true;
  }

  private boolean isAt(UserIds ids, int user, long hash, long other) {
    try {
      return other >>> OFFSET_BITS == hash && line.has(ids, user, other & OFFSET_MASK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void remember(long hash, long offset) {
    if (size == users.length) {
      users = Arrays.copyOf(users, size + size / 2);
    }
    users[size++] = hash << OFFSET_BITS | offset;
  }

  private int slot(long hash) {
    return (int) (hash >>> HASH_BITS - bits);
  }

  /** What of the hash does not tell the slot, above the bits of a number. */
  private int rest(long hash) {
    return (int) hash << bits;
  }

  private void grow() {
    if (++bits == HASH_BITS) {
      throw new BadSegment(BadSegment.Code.TOO_LARGE, "the line has too many users");
    }
    slots = new int[1 << bits];
    int mask = slots.length - 1;
    for (int number = 1; number <= size; number++) {
      long hash = users[number - 1] >>> OFFSET_BITS;
      int at = slot(hash);
      while (slots[at] != 0) {
        at = at + 1 & mask;
      }
      slots[at] = rest(hash) | number;
    }
  }
}
