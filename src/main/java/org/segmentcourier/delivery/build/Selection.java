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

  private static final int NONE = -1;

  private final Branch branch;
  private final Ledger ledger;
  private List<String> channelTypes = List.of();
  private boolean[] takes = {};

  Selection(Branch branch, Ledger ledger) {
    this.branch = branch;
    this.ledger = ledger;
  }

  /**
   * Chooses the endpoints for the branch's segment file.
   *
   * @param users is filled with what became of each user of the batch
   * @return places in the batch, in rank order, and by id within a user
   */
  int[] choose(EndpointBatch found, UserOutcome[] users) {
    learnChannels(found.channelTypes());
    var chosen = new int[found.size()];
    var outcomes = new long[EndpointOutcome.values().length];
    int count = 0;
    for (int user = 0; user < found.users(); user++) {
      int seen = 0;
      int before = count;
      for (int endpoint = found.start(user); endpoint < found.end(user); endpoint++) {
        var outcome = outcome(found, endpoint, count > before ? chosen[count - 1] : NONE);
        outcomes[outcome.ordinal()]++;
        seen |= bit(outcome);
        if (outcome == EndpointOutcome.DELIVERED) {
          chosen[count++] = endpoint;
        }
      }
      users[user] = outcome(seen);
      ledger.count(users[user], 1);
    }
    ledger.found(found.size());
    for (var outcome : EndpointOutcome.values()) {
      ledger.count(outcome, outcomes[outcome.ordinal()]);
    }
    return Arrays.copyOf(chosen, count);
  }

  /** Batches of one source share their channel types. */
  private void learnChannels(List<String> types) {
    if (types != channelTypes) {
      channelTypes = types;
      takes = new boolean[types.size()];
      for (int channel = 0; channel < takes.length; channel++) {
        takes[channel] = branch.takesChannel(types.get(channel));
      }
    }
  }

  /**
   * @param chosen the user's endpoint that was chosen last
   */
  private EndpointOutcome outcome(EndpointBatch found, int endpoint, int chosen) {
    if (!takes[found.channel(endpoint)]) {
      return EndpointOutcome.OTHER_CHANNEL;
    }
    int state = found.state(endpoint);
    if ((state & EndpointBatch.OPTED_OUT) != 0) {
      return EndpointOutcome.OPTED_OUT;
    }
    if ((state & EndpointBatch.INACTIVE) != 0) {
      return EndpointOutcome.INACTIVE;
    }
    if ((state & EndpointBatch.UNFIT) != 0) {
      return EndpointOutcome.INVALID;
    }
    return chosen != NONE && found.isSameId(chosen, endpoint)
        ? EndpointOutcome.DUPLICATE
        : EndpointOutcome.DELIVERED;
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
