package org.segmentcourier.delivery.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * The account of one segment for one branch while it is being built: what went in by the reader's
 * and the directory's count, and what became of it by the writer's. Nothing is lost if the two
 * agree.
 */
public final class Ledger {

  private final long[] users = new long[UserOutcome.values().length];
  private final long[] endpoints = new long[EndpointOutcome.values().length];
  private long found;
  private long rows;

  /** So many users have this outcome. */
  public void count(UserOutcome outcome, long count) {
    users[outcome.ordinal()] += count;
  }

  /** So many endpoints have this outcome. */
  public void count(EndpointOutcome outcome, long count) {
    endpoints[outcome.ordinal()] += count;
  }

  /** The directory has given so many endpoints of users of the segment. */
  public void found(long count) {
    found += count;
  }

  /** So many rows are in the segment file. */
  public void written(long count) {
    rows += count;
  }

  /**
   * Closes the account.
   *
   * @param ids read from the line, repeated ones included
   * @param duplicates of these, ids that were there before
   * @throws LedgerImbalance if anything is unaccounted for
   */
  public Account close(String what, long ids, long duplicates) {
    long distinct = LongStream.of(users).sum();
    mustBe(what, "ids read = distinct + duplicate", ids, distinct + duplicates);
    mustBe(what, "endpoints found = sum of their outcomes", found, LongStream.of(endpoints).sum());
    long delivered = endpoints[EndpointOutcome.DELIVERED.ordinal()];
    mustBe(what, "endpoints delivered = rows", delivered, rows);
    return new Account(
        counts(UserOutcome.class, users), found, counts(EndpointOutcome.class, endpoints));
  }

  private static <E extends Enum<E>> Map<E, Long> counts(Class<E> outcomes, long[] counts) {
    var named = new EnumMap<E, Long>(outcomes);
    for (var outcome : outcomes.getEnumConstants()) {
      named.put(outcome, counts[outcome.ordinal()]);
    }
    return named;
  }

  private static void mustBe(String what, String rule, long left, long right) {
    if (left != right) {
      throw new LedgerImbalance(
          "%s: the ledger doesn't balance: %s, but %d and %d".formatted(what, rule, left, right));
    }
  }
}
