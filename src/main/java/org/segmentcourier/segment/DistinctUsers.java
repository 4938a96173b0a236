package org.segmentcourier.segment;

import java.io.IOException;

/**
 * Tells whether a segment had a user before. Exact, yet without keeping ids: each takes 8 bytes, of
 * which 30 bits are of its hash and 34 say where in the line it stands, so that a suspect is
 * compared with what the file says. 5,000,000 users take 64 MB.
 */
final class DistinctUsers {

  private static final int OFFSET_BITS = 34;
  private static final long OFFSET_MASK = (1L << OFFSET_BITS) - 1;

  private final Line line;
  private long[] slots = new long[1 << 10];
  private int size;

  /** The line whose users are told apart. */
  interface Line {
    /** Whether the id that starts at this byte of the line is the one that is offered. */
    boolean has(UserIds offered, long offset) throws IOException;
  }

  DistinctUsers(Line line) {
    this.line = line;
  }

  /**
   * Remembers the user that is offered.
   *
   * @param offset of the id in the line, under 16 GB
   * @return false if the segment had the user before
   */
  boolean add(UserIds offered, long offset) throws IOException {
    if (offset >= OFFSET_MASK) {
      throw new BadSegment(BadSegment.Code.TOO_LARGE, "the line is longer than 16 GB");
    }
    long hash = offered.offeredHash() >>> OFFSET_BITS;
    int at = (int) hash & (slots.length - 1);
    while (slots[at] != 0) {
      if (slots[at] >>> OFFSET_BITS == hash && line.has(offered, (slots[at] & OFFSET_MASK) - 1)) {
        return false;
      }
      at = (at + 1) & (slots.length - 1);
    }
    slots[at] = hash << OFFSET_BITS | (offset + 1);
    if (++size > slots.length / 10 * 7) {
      grow();
    }
    return true;
  }

  private void grow() {
    var old = slots;
    slots = new long[old.length * 2];
    for (long slot : old) {
      if (slot != 0) {
        int at = (int) (slot >>> OFFSET_BITS) & (slots.length - 1);
        while (slots[at] != 0) {
          at = (at + 1) & (slots.length - 1);
        }
        slots[at] = slot;
      }
    }
  }
}
