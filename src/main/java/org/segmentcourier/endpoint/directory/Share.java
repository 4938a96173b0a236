package org.segmentcourier.endpoint.directory;

import java.util.Arrays;

/** Endpoints whose users' hashes begin alike, in the order of a snapshot. */
final class Share {

  private final byte[] rows;

  /** Where each begins. */
  private final int[] starts;

  private final PackedEndpoint one;
  private final PackedEndpoint other;

  /**
   * Sorts them.
   *
   * @param rows in any order
   * @param count how many
   * @param bits that all hashes begin with
   */
  Share(byte[] rows, int count, int bits) {
    this.rows = rows;
    starts = new int[count];
    one = new PackedEndpoint(rows);
    other = new PackedEndpoint(rows);
    sort(bits);
  }

  /** Numbers are sorted much faster than rows: as much of a hash as fits, and which row it is. */
  private void sort(int bits) {
    int numberBits = Integer.SIZE - Integer.numberOfLeadingZeros(starts.length);
    var unsorted = new int[starts.length];
    var keys = new long[starts.length];
    for (int i = 0; i < keys.length; i++) {
      unsorted[i] = one.end();
      long hash = one.goTo(unsorted[i]).hash() << bits ^ Long.MIN_VALUE; // signed, same order
      keys[i] = hash >>> numberBits << numberBits | i;
    }
    Arrays.sort(keys);
    int alike = 0;
    for (int i = 0; i < keys.length; i++) {
      starts[i] = unsorted[(int) (keys[i] & (1L << numberBits) - 1)];
      if (keys[i] >>> numberBits != keys[alike] >>> numberBits) {
        sort(alike, i);
        alike = i;
      }
    }
    sort(alike, keys.length);
  }

  /** Sorts rows of which the keys don't tell which is first: those of a user. */
  private void sort(int from, int to) {
    if (to - from > 1) {
      var sorted = Arrays.stream(starts, from, to).boxed().sorted(this::compare).toList();
      for (int i = from; i < to; i++) {
        starts[i] = sorted.get(i - from);
      }
    }
  }

  private int compare(int one, int other) {
    return this.one.goTo(one).compareTo(this.other.goTo(other));
  }

  int size() {
    return starts.length;
  }

  /** A cursor for {@link #start}. */
  PackedEndpoint row() {
    return new PackedEndpoint(rows);
  }

  /** Where the endpoint begins that is this one in order, from 0. */
  int start(int number) {
    return starts[number];
  }
}
