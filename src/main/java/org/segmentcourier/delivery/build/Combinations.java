package org.segmentcourier.delivery.build;

import java.util.Arrays;

/**
 * The combinations of outcomes that users have on some branches, numbered from 0 as they come. Many
 * users have few of them, so that whatever is made of a combination need not be made for each user.
 *
 * <p>A tree: each branch's outcome leads from one node to the next, and the last one to a number.
 */
final class Combinations {

  private static final int NONE = -1;

  private final int outcomes;
  private final int branches;

  /** For each node and outcome where that leads. */
  private int[] next;

  private int nodes = 1;
  private int size;

  /**
   * @param branches how many, at least one
   * @param outcomes how many there may be on each
   */
  Combinations(int branches, int outcomes) {
    this.branches = branches;
    this.outcomes = outcomes;
    this.next = new int[outcomes];
    Arrays.fill(next, NONE);
  }

  /**
   * The number of a user's combination; a new one's is the next.
   *
   * @param ofBranches for each branch the outcome of each user, from 0
   */
  int of(byte[][] ofBranches, int user) {
    int node = 0;
    for (int branch = 0; branch < branches; branch++) {
      int from = node * outcomes + ofBranches[branch][user];
      node = next[from];
      if (node == NONE) {
        node = branch == branches - 1 ? size++ : grow();
        next[from] = node;
      }
    }
    return node;
  }

  private int grow() {
    int from = nodes * outcomes;
    if (from == next.length) {
      next = Arrays.copyOf(next, from * 2);
      Arrays.fill(next, from, next.length, NONE);
    }
    return nodes++;
  }
}
