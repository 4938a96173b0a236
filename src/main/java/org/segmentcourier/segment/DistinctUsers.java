package org.segmentcourier.segment;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Tells whether a segment had a user before. Exact, yet without keeping ids: of each there are 30
 * bits of its hash and 34 that say where in the line it stands, so that a suspect is compared with
 * what the file says. 5,000,000 users take 64 MB.
 */
final class DistinctUsers {

  private static final int HASH_BITS = 30;
  private static final int OFFSET_BITS = Long.SIZE - HASH_BITS;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;
  private static final int FIRST_BITS = 10;

  /** As many as Personalize puts into a segment at most; there may be more all the same. */
  private static final long MOST_EXPECTED = 5_000_000;

  private final Line line;

  /**
   * A hash table of 2^bits slots: a user's hash, which begins with the number of their slot or of
   * one before it, and where they stand, counted from 1; 0 if there is nobody.
   */
  private long[] slots = new long[1 << FIRST_BITS];

  private int bits = FIRST_BITS;
  private int size;

  /** What was read to no end but to have it near. */
  @SuppressWarnings("UnusedVariable")
  private long fetched;

  /** The line whose users are told apart. */
  interface Line {
    /** Whether the id that starts at this byte of the line is that user's. */
    boolean has(UserIds ids, int user, long offset) throws IOException;
  }

  DistinctUsers(Line line) {
    this.line = line;
  }

  /**
   * Makes room, so that none has to be made while they come.
   *
   * @param users about how many there will be
   */
  void expect(long users) {
    if (size == 0) {
      while (isFull(Math.min(users, MOST_EXPECTED))) {
        bits++;
      }
      slots = new long[1 << bits]; // at once, for each smaller table would stay in memory for long
    }
  }

  private boolean isFull(long users) {
    return users > (1 << bits) / 10 * 7;
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
    long read = 0;
    for (int user = 0; user < ids.size(); user++) {
      read += slots[slot(ids.hash(user))];
    }
    fetched = read; // else it is found that nobody needs it, and nothing is read
  }

  private boolean add(UserIds ids, int user) {
    long offset = ids.offset(user) + 1;
    if (offset > OFFSET_MASK) {
      throw new BadSegment(BadSegment.Code.TOO_LARGE, "the line is longer than 16 GB");
    }
    long entry = ids.hash(user) & ~OFFSET_MASK | offset;
    int at = slot(entry);
    while (slots[at] != 0) {
      if (isSame(ids, user, entry, slots[at])) {
        return false;
      }
      at = at + 1 & slots.length - 1;
    }
    slots[at] = entry;
    if (isFull(++size)) {
      grow();
    }
    return true;
  }

  private boolean isSame(UserIds ids, int user, long entry, long other) {
    try {
      return (entry ^ other) >>> OFFSET_BITS == 0 && line.has(ids, user, (other & OFFSET_MASK) - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a hash, or of what begins with it. */
  private int slot(long hash) {
    return (int) (hash >>> Long.SIZE - bits);
  }

  private void grow() {
    if (++bits == HASH_BITS) {
      throw new BadSegment(BadSegment.Code.TOO_LARGE, "the line has too many users");
    }
    var before = slots;
    slots = new long[1 << bits];
    for (long entry : before) {
      if (entry != 0) {
        int at = slot(entry);
        while (slots[at] != 0) {
          at = at + 1 & slots.length - 1;
        }
        slots[at] = entry;
      }
    }
  }
}
