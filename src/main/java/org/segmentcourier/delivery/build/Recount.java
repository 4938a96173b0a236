package org.segmentcourier.delivery.build;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.exclusion.LeftOut;
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
 *   <li>endpoints follow from how many there are of each channel and state, whoever has them, less
 *       those that are left out whatever their state;
 *   <li>users who are delivered are those to whom the chosen endpoints belong, unknown ones those
 *       for whom nothing was found;
 *   <li>users who are held back are those whom the file of rejects was given: it and the account
 *       take them from the same outcomes, so that only a loss between the two is noticed;
 *   <li>rows are those that the bytes of the segment files have.
 * </ul>
 */
final class Recount {

  private final Kinds endpoints = new Kinds();
  private long unknown;

  /** To whom the endpoints of the batch belong that were found last. */
  private int[] owners = {};

  /** By branch. */
  private final Map<String, Long> reached = new HashMap<>();

  private final Map<String, OfLeftOut> leftOut = new HashMap<>();

  /** How many endpoints there are, by channel type, then by state. */
  private static final class Kinds {

    private final Map<String, long[]> counts = new HashMap<>();

    /**
     * @param ofKinds how many there are of each kind of a batch
     */
    void add(EndpointBatch found, int[] ofKinds) {
      for (int kind = 0; kind < ofKinds.length; kind++) {
        if (ofKinds[kind] > 0) {
          var type = found.channelTypes().get(EndpointBatch.channelOf(kind));
          var ofType = counts.computeIfAbsent(type, unseen -> new long[EndpointBatch.STATES]);
          ofType[EndpointBatch.stateOf(kind)] += ofKinds[kind];
        }
      }
    }

    /** How many of a branch's channels have which outcome by their state. */
    long[] outcomes(Branch branch) {
      var outcomes = new long[EndpointOutcome.values().length];
      counts.forEach(
          (type, states) -> {
            for (int state = 0; state < EndpointBatch.STATES; state++) {
              outcomes[outcome(branch.takesChannel(type), state).ordinal()] += states[state];
            }
          });
      return outcomes;
    }
  }

  /** Of one branch, who and what is left out whatever the endpoint. */
  private static final class OfLeftOut {
    final Kinds heldOut = new Kinds();
    final Kinds suppressed = new Kinds();
    long heldOutUsers;
  }

  /** These endpoints were found. */
  void found(EndpointBatch found) {
    var counts = new int[found.kinds()];
    for (int endpoint = 0; endpoint < found.size(); endpoint++) {
      counts[found.kind(endpoint)]++;
    }
    endpoints.add(found, counts);
    owners = new int[found.size()];
    for (int user = 0, endpoint = 0; user < found.users(); user++) {
      int end = found.end(user);
      unknown += endpoint == end ? 1 : 0;
      while (endpoint < end) {
        owners[endpoint++] = user;
      }
    }
  }

  /** Of these, some are left out by a branch. */
  void leftOut(Branch branch, EndpointBatch found, LeftOut who) {
    var reasons = who.users(branch);
    var suppressed = who.endpoints();
    if (reasons == null && suppressed == null) {
      return;
    }
    var counts = leftOut.computeIfAbsent(branch.id(), unseen -> new OfLeftOut());
    var heldOutKinds = new int[found.kinds()];
    var suppressedKinds = new int[found.kinds()];
    for (int user = 0; user < found.users(); user++) {
      int reason = reasons == null ? LeftOut.NOT : reasons[user];
      if (reason == LeftOut.HOLDOUT && found.start(user) < found.end(user)) {
        counts.heldOutUsers++;
      }
      for (int endpoint = found.start(user); endpoint < found.end(user); endpoint++) {
        if (reason == LeftOut.HOLDOUT) {
          heldOutKinds[found.kind(endpoint)]++;
        } else if (reason == LeftOut.SUPPRESSED || suppressed != null && suppressed[endpoint]) {
          suppressedKinds[found.kind(endpoint)]++;
        }
      }
    }
    counts.heldOut.add(found, heldOutKinds);
    counts.suppressed.add(found, suppressedKinds);
  }

  /**
   * These of the batch that was found last were chosen for a branch.
   *
   * @param chosen in the order of the batch
   */
  void chosen(Branch branch, int[] chosen) {
    long users = 0;
    int last = -1;
    for (int endpoint : chosen) {
      int owner = owners[endpoint];
      users += owner == last ? 0 : 1;
      last = owner;
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
    var counts = endpoints.outcomes(branch);
    var gone = leftOut.getOrDefault(branch.id(), new OfLeftOut());
    move(gone.heldOut.outcomes(branch), counts, EndpointOutcome.HOLDOUT);
    move(gone.suppressed.outcomes(branch), counts, EndpointOutcome.SUPPRESSED);
    for (var outcome :
        List.of(
            EndpointOutcome.OTHER_CHANNEL,
            EndpointOutcome.HOLDOUT,
            EndpointOutcome.SUPPRESSED,
            EndpointOutcome.OPTED_OUT,
            EndpointOutcome.INACTIVE,
            EndpointOutcome.INVALID)) {
      mustBe(what, "endpoints", outcome, account.of(outcome), counts[outcome.ordinal()]);
    }
    mustBe(what, "users", UserOutcome.UNKNOWN, account.of(UserOutcome.UNKNOWN), unknown);
    mustBe(what, "users", UserOutcome.HOLDOUT, account.of(UserOutcome.HOLDOUT), gone.heldOutUsers);
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

  /** Some of those on the branch's channels have another outcome than their state says. */
  private static void move(long[] some, long[] counts, EndpointOutcome outcome) {
    for (int from = 0; from < some.length; from++) {
      if (from != EndpointOutcome.OTHER_CHANNEL.ordinal()) {
        counts[from] -= some[from];
        counts[outcome.ordinal()] += some[from];
      }
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
