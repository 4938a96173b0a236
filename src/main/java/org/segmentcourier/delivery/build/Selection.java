package org.segmentcourier.delivery.build;

import java.util.Arrays;
import java.util.List;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.exclusion.LeftOut;
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

  private static final byte OTHER_CHANNEL = (byte) EndpointOutcome.OTHER_CHANNEL.ordinal();
  private static final byte HOLDOUT = (byte) EndpointOutcome.HOLDOUT.ordinal();
  private static final byte SUPPRESSED = (byte) EndpointOutcome.SUPPRESSED.ordinal();

  /** Delivered, unless the endpoint was chosen already. */
  private static final byte REPEATED = -1;

  /** An outcome of a user for each reason to leave them out. */
  private static final byte[] OF_LEFT_OUT = new byte[LeftOut.SUPPRESSED + 1];

  /** An outcome of a user for each set of outcomes that their endpoints have, a bit for each. */
  private static final byte[] OF_ENDPOINTS = new byte[1 << ENDPOINT_OUTCOMES.length];

  static {
    OF_LEFT_OUT[LeftOut.HOLDOUT] = (byte) UserOutcome.HOLDOUT.ordinal();
    OF_LEFT_OUT[LeftOut.SUPPRESSED] = (byte) UserOutcome.SUPPRESSED.ordinal();
    for (int seen = 0; seen < OF_ENDPOINTS.length; seen++) {
      OF_ENDPOINTS[seen] = (byte) outcome(seen).ordinal();
    }
  }

  private final Branch branch;
  private final Ledger ledger;
  private List<String> channelTypes = List.of();

  /**
   * What becomes of endpoints of each kind, of users who are {@link LeftOut#NOT left out}, and of
   * those who are, by reason; {@link #REPEATED} if that must be looked at.
   */
  private byte[][] outcomes = {};

  Selection(Branch branch, Ledger ledger) {
    this.branch = branch;
    this.ledger = ledger;
  }

  /**
   * Chooses the endpoints for the branch's segment file.
   *
   * @param leftOut who and what is not to be reached, whatever the endpoint
   * @param users is filled with what became of each user of the batch: places among the values of
   *     {@link UserOutcome}
   * @return places in the batch, in rank order, and by id within a user
   */
  int[] choose(EndpointBatch found, LeftOut leftOut, byte[] users) {
    var reasons = leftOut.users(branch);
    var suppressed = leftOut.endpoints();
    learnKinds(found.channelTypes(), found.kinds());
    var chosen = new int[found.size()];
    var endpointCounts = new int[ENDPOINT_OUTCOMES.length];
    var userCounts = new int[USER_OUTCOMES.length];
    int count = 0;
    for (int user = 0, endpoint = 0; user < users.length; user++) {
      int seen = 0;
      int first = count;
      int reason = reasons == null ? LeftOut.NOT : reasons[user];
      var ofKind = outcomes[reason];
      for (int end = found.end(user); endpoint < end; endpoint++) {
        int outcome = ofKind[found.kind(endpoint)];
        if (suppressed != null && suppressed[endpoint]) {
          outcome = suppressed(outcome);
        } else if (outcome == REPEATED) {
          boolean chosenBefore = count > first && found.isSameId(chosen[count - 1], endpoint);
          outcome = chosenBefore ? DUPLICATE : DELIVERED;
        }
        // Without a condition: which endpoints a branch takes, no processor can guess.
        chosen[count] = endpoint;
        count += outcome == DELIVERED ? 1 : 0;
        endpointCounts[outcome]++;
        seen |= 1 << outcome;
      }
      users[user] = reason == LeftOut.NOT || seen == 0 ? OF_ENDPOINTS[seen] : OF_LEFT_OUT[reason];
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
      outcomes = new byte[OF_LEFT_OUT.length][kinds];
      for (int kind = 0; kind < kinds; kind++) {
        boolean takes = branch.takesChannel(types.get(EndpointBatch.channelOf(kind)));
        outcomes[LeftOut.NOT][kind] = takes ? outcomeOf(kind) : OTHER_CHANNEL;
        outcomes[LeftOut.HOLDOUT][kind] = takes ? HOLDOUT : OTHER_CHANNEL;
        outcomes[LeftOut.SUPPRESSED][kind] = takes ? SUPPRESSED : OTHER_CHANNEL;
      }
    }
  }

  /** What becomes of a suppressed endpoint that something else would become of. */
  private static int suppressed(int outcome) {
    return outcome == OTHER_CHANNEL || outcome == HOLDOUT ? outcome : SUPPRESSED;
  }

  private static byte outcomeOf(int kind) {
    var outcome = stateOutcome(EndpointBatch.stateOf(kind));
    boolean repeated = outcome == EndpointOutcome.DELIVERED && EndpointBatch.isRepeatedKind(kind);
    return repeated ? REPEATED : (byte) outcome.ordinal();
  }

  private static EndpointOutcome stateOutcome(int state) {
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
    if ((seen & bit(EndpointOutcome.SUPPRESSED)) != 0) {
      return UserOutcome.SUPPRESSED;
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
