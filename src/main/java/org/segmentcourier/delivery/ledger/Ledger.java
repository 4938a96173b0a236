package org.segmentcourier.delivery.ledger;

import java.util.EnumMap;
import java.util.Map;

/**
 * The account of one segment for one branch while it is being built: what went in by the reader's
 * and the directory's count, and what became of it by the writer's. Nothing is lost if the two
 * agree.
 */
public final class Ledger {

  private final Map<UserOutcome, Long> users = zeros(UserOutcome.class);
  private final Map<EndpointOutcome, Long> endpoints = zeros(EndpointOutcome.class);
  private long found;
  private long rows;

  private static <E extends Enum<E>> Map<E, Long> zeros(Class<E> outcomes) {
    var counts = new EnumMap<E, Long>(outcomes);
    for (var outcome : outcomes.getEnumConstants()) {
      counts.put(outcome, 0L);
    }
    return counts;
  }

  public void count(UserOutcome outcome) {
    users.merge(outcome, 1L, Long::sum);
  }

  public void count(EndpointOutcome outcome) {
    endpoints.merge(outcome, 1L, Long::sum);
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
    long distinct = sum(users);
    mustBe(what, "ids read = distinct + duplicate", ids, distinct + duplicates);
    mustBe(what, "endpoints found = sum of their outcomes", found, sum(endpoints));
    mustBe(what, "endpoints delivered = rows", endpoints.get(EndpointOutcome.DELIVERED), rows);
    return new Account(users, found, endpoints);
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  private static void mustBe(String what, String rule, long left, long right) {
    if (left != right) {
      throw new LedgerImbalance(
          "%s: the ledger doesn't balance: %s, but %d and %d".formatted(what, rule, left, right));
    }
  }
}
