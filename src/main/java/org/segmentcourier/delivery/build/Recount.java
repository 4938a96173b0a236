package org.segmentcourier.delivery.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.ledger.Account;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.LedgerImbalance;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.endpoint.EndpointBatch;

/**
 * Counts once more what the accounts of a segment say. The sums of a ledger still balance if
 * somebody is counted in the wrong column; here columns have a second opinion, most of them counted
 * in another way:
 *
 * <ul>
 *   <li>endpoints follow from how many there are of each channel and state, whoever has them;
 *   <li>users who are delivered are those to whom the chosen endpoints belong;
 *   <li>users who are held back are those whom the file of rejects was given: it and the account
 *       take them from the same outcomes, so that only a loss between the two is noticed;
 *   <li>rows are those that the bytes of the segment files have.
 * </ul>
 */
final class Recount {

  /** By channel type, then by state. */
  private final Map<String, long[]> endpoints = new HashMap<>();

  /** By branch. */
  private final Map<String, Long> reached = new HashMap<>();

  /** These endpoints were found. */
  void found(EndpointBatch found) {
    var counts = new int[found.kinds()];
    for (int endpoint = 0; endpoint < found.size(); endpoint++) {
      counts[found.kind(endpoint)]++;
    }
    for (int kind = 0; kind < counts.length; kind++) {
      if (counts[kind] > 0) {
        var type = found.channelTypes().get(EndpointBatch.channelOf(kind));
        var ofType = endpoints.computeIfAbsent(type, unseen -> new long[EndpointBatch.STATES]);
        ofType[EndpointBatch.stateOf(kind)] += counts[kind];
      }
    }
  }

  /**
   * These were chosen for a branch.
   *
   * @param chosen in the order of the batch
   */
  void chosen(Branch branch, EndpointBatch found, int[] chosen) {
    long users = 0;
    int user = -1;
    int end = 0;
    for (int endpoint : chosen) {
      if (endpoint >= end) {
        do {
          end = found.end(++user);
        } while (endpoint >= end);
        users++;
      }
    }
    reached.merge(branch.id(), users, Long::sum);
  }

  /**
   * Compares an account with what was counted here.
   *
   * @param what is accounted for
   * @param rejects the file of the segment's users who are not reached
   * @param parts of the branch's segment file
   * @throws LedgerImbalance if they differ
   */
  void check(
      String what, Branch branch, Account account, Rejects rejects, List<FileParts.Part> parts) {
    var counts = new long[EndpointOutcome.values().length];
    endpoints.forEach((type, states) -> add(branch.takesChannel(type), states, counts));
    for (var outcome :
        List.of(
            EndpointOutcome.OTHER_CHANNEL,
            EndpointOutcome.OPTED_OUT,
            EndpointOutcome.INACTIVE,
            EndpointOutcome.INVALID)) {
      mustBe(what, "endpoints", outcome, account.of(outcome), counts[outcome.ordinal()]);
    }
    for (var outcome : Rejects.HELD_BACK) {
      mustBe(what, "users", outcome, account.of(outcome), rejects.count(branch.id(), outcome));
    }
    mustBe(
        what,
        "users",
        UserOutcome.DELIVERED,
        account.of(UserOutcome.DELIVERED),
        reached.getOrDefault(branch.id(), 0L));
    mustBe(
        what,
        "endpoints",
        EndpointOutcome.DELIVERED,
        account.of(EndpointOutcome.DELIVERED),
        parts.stream().mapToLong(FileParts.Part::rows).sum());
  }

  private static void add(boolean taken, long[] states, long[] counts) {
    for (int state = 0; state < EndpointBatch.STATES; state++) {
      counts[outcome(taken, state).ordinal()] += states[state];
    }
  }

  /** What becomes of endpoints; those that could be delivered may still be repetitions. */
  private static EndpointOutcome outcome(boolean taken, int state) {
    if (!taken) {
      return EndpointOutcome.OTHER_CHANNEL;
    }
    if ((state & EndpointBatch.OPTED_OUT) != 0) {
      return EndpointOutcome.OPTED_OUT;
    }
    if ((state & EndpointBatch.INACTIVE) != 0) {
      return EndpointOutcome.INACTIVE;
    }
    return (state & EndpointBatch.UNFIT) != 0 ? EndpointOutcome.INVALID : EndpointOutcome.DELIVERED;
  }

  private static void mustBe(String what, String whose, Enum<?> outcome, long said, long counted) {
    if (said != counted) {
      throw new LedgerImbalance(
          "%s: the ledger says %d %s %s, but counted in another way they are %d"
              .formatted(what, said, whose, outcome, counted));
    }
  }
}
