package org.segmentcourier.delivery.build;

import java.util.Arrays;
import java.util.List;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.Ledger;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.endpoint.EndpointBatch;

/**
 * What one branch takes of a batch of users: their endpoints on its channels that may be written
 * to. Everything else is counted.
 *
 * <p>An endpoint belongs to one user (Pinpoint), so it is enough to look for repetitions within a
 * user, whose endpoints are sorted by id.
 */
final class Selection {

  private static final EndpointOutcome[] ENDPOINT_OUTCOMES = EndpointOutcome.values();
  private static final UserOutcome[] USER_OUTCOMES = UserOutcome.values();
  private static final int DELIVERED = EndpointOutcome.DELIVERED.ordinal();
  private static final int DUPLICATE = EndpointOutcome.DUPLICATE.ordinal();

  /** Delivered, unless the endpoint was chosen already. */
  private static final byte REPEATED = -1;

  /** An outcome of a user for each set of outcomes that their endpoints have, a bit for each. */
  private static final byte[] OF_ENDPOINTS = new byte[1 << ENDPOINT_OUTCOMES.length];

  static {
    for (int seen = 0; seen < OF_ENDPOINTS.length; seen++) {
      OF_ENDPOINTS[seen] = (byte) outcome(seen).ordinal();
    }
  }

  private final Branch branch;
  private final Ledger ledger;
  private List<String> channelTypes = List.of();

  /** What becomes of endpoints of each kind; {@link #REPEATED} if that must be looked at. */
  private byte[] outcomes = {};

  Selection(Branch branch, Ledger ledger) {
    this.branch = branch;
    this.ledger = ledger;
  }

  /**
   * Chooses the endpoints for the branch's segment file.
   *
   * @param users is filled with what became of each user of the batch: places among the values of
   *     {@link UserOutcome}
   * @return places in the batch, in rank order, and by id within a user
   */
  int[] choose(EndpointBatch found, byte[] users) {
    learnKinds(found.channelTypes(), found.kinds());
    var chosen = new int[found.size()];
    var endpointCounts = new int[ENDPOINT_OUTCOMES.length];
    var userCounts = new int[USER_OUTCOMES.length];
    int count = 0;
    for (int user = 0, endpoint = 0; user < users.length; user++) {
      int seen = 0;
      int first = count;
      for (int end = found.end(user); endpoint < end; endpoint++) {
        int outcome = outcomes[found.kind(endpoint)];
        if (outcome == REPEATED) {
          boolean chosenBefore = count > first && found.isSameId(chosen[count - 1], endpoint);
          outcome = chosenBefore ? DUPLICATE : DELIVERED;
        }
        // Without a condition: which endpoints a branch takes, no processor can guess.
        chosen[count] = endpoint;
        count += outcome == DELIVERED ? 1 : 0;
        endpointCounts[outcome]++;
        seen |= 1 << outcome;
      }
      users[user] = OF_ENDPOINTS[seen];
      userCounts[users[user]]++;
    }
    ledger.found(found.size());
    for (var outcome : ENDPOINT_OUTCOMES) {
      ledger.count(outcome, endpointCounts[outcome.ordinal()]);
    }
    for (var outcome : USER_OUTCOMES) {
      ledger.count(outcome, userCounts[outcome.ordinal()]);
    }
    return Arrays.copyOf(chosen, count);
  }

  /** Batches of one source share their channel types. */
  private void learnKinds(List<String> types, int kinds) {
    if (types != channelTypes) {
      channelTypes = types;
      outcomes = new byte[kinds];
      for (int kind = 0; kind < kinds; kind++) {
        boolean takes = branch.takesChannel(types.get(EndpointBatch.channelOf(kind)));
        var outcome =
            takes ? outcomeOf(EndpointBatch.stateOf(kind)) : EndpointOutcome.OTHER_CHANNEL;
        boolean repeated =
            outcome == EndpointOutcome.DELIVERED && EndpointBatch.isRepeatedKind(kind);
        outcomes[kind] = repeated ? REPEATED : (byte) outcome.ordinal();
      }
    }
  }

  private static EndpointOutcome outcomeOf(int state) {
    if ((state & EndpointBatch.OPTED_OUT) != 0) {
      return EndpointOutcome.OPTED_OUT;
    }
    if ((state & EndpointBatch.INACTIVE) != 0) {
      return EndpointOutcome.INACTIVE;
    }
    return (state & EndpointBatch.UNFIT) != 0 ? EndpointOutcome.INVALID : EndpointOutcome.DELIVERED;
  }

  /**
   * @param seen a bit for each outcome that an endpoint of the user has
   */
  private static UserOutcome outcome(int seen) {
    if (seen == 0) {
      return UserOutcome.UNKNOWN;
    }
    if ((seen & bit(EndpointOutcome.DELIVERED)) != 0) {
      return UserOutcome.DELIVERED;
    }
    if ((seen & bit(EndpointOutcome.OPTED_OUT)) != 0) {
      return UserOutcome.OPTED_OUT;
    }
    if ((seen & bit(EndpointOutcome.INACTIVE)) != 0) {
      return UserOutcome.INACTIVE;
    }
    return (seen & bit(EndpointOutcome.INVALID)) != 0
        ? UserOutcome.INVALID
        : UserOutcome.NO_ENDPOINT_ON_CHANNEL;
  }

  private static int bit(EndpointOutcome outcome) {
    return 1 << outcome.ordinal();
  }
}
