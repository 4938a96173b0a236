package org.segmentcourier.delivery.build;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.Ledger;
import org.segmentcourier.delivery.ledger.UserOutcome;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.UserEndpoints;

/**
 * What one branch takes of a batch of users: their endpoints on its channels that may be written
 * to. Everything else is counted.
 *
 * <p>An endpoint belongs to one user (Pinpoint), so it is enough to look for repetitions within a
 * user.
 */
final class Selection {

  private final Branch branch;
  private final Ledger ledger;

  Selection(Branch branch, Ledger ledger) {
    this.branch = branch;
    this.ledger = ledger;
  }

  /** The rows for the branch's segment file, in rank order, and by id within a user. */
  List<Map<String, String>> rows(EndpointBatch batch) {
    var rows = new ArrayList<Map<String, String>>();
    for (var user : batch.users()) {
      ledger.found(user.endpoints().size());
      ledger.count(select(user, rows));
    }
    return rows;
  }

  private UserOutcome select(UserEndpoints user, List<Map<String, String>> rows) {
    if (user.endpoints().isEmpty()) {
      return UserOutcome.UNKNOWN;
    }
    var taken = new HashSet<String>();
    var seen = new HashSet<EndpointOutcome>();
    for (var endpoint : user.endpoints()) {
      var outcome = outcome(endpoint, taken);
      ledger.count(outcome);
      seen.add(outcome);
      if (outcome == EndpointOutcome.DELIVERED) {
        rows.add(Map.of(Share.COLUMN, endpoint.id()));
      }
    }
    return outcome(seen);
  }

  private EndpointOutcome outcome(Endpoint endpoint, HashSet<String> taken) {
    if (!branch.takesChannel(endpoint.channelType())) {
      return EndpointOutcome.OTHER_CHANNEL;
    }
    if (endpoint.optedOut()) {
      return EndpointOutcome.OPTED_OUT;
    }
    if (!endpoint.active()) {
      return EndpointOutcome.INACTIVE;
    }
    if (!fitsACsvValue(endpoint.id())) {
      return EndpointOutcome.INVALID;
    }
    return taken.add(endpoint.id()) ? EndpointOutcome.DELIVERED : EndpointOutcome.DUPLICATE;
  }

  /**
   * Pinpoint: "values can't contain line breaks or tabs". Half a character would be written as a
   * question mark, and so be another id.
   */
  private static boolean fitsACsvValue(String id) {
    return !id.isEmpty()
        && id.codePoints()
            .noneMatch(
                c ->
                    c == '\n'
                        || c == '\r'
                        || c == '\t'
                        || Character.getType(c) == Character.SURROGATE);
  }

  private static UserOutcome outcome(HashSet<EndpointOutcome> seen) {
    if (seen.contains(EndpointOutcome.DELIVERED)) {
      return UserOutcome.DELIVERED;
    }
    if (seen.contains(EndpointOutcome.OPTED_OUT)) {
      return UserOutcome.OPTED_OUT;
    }
    if (seen.contains(EndpointOutcome.INACTIVE)) {
      return UserOutcome.INACTIVE;
    }
    return seen.contains(EndpointOutcome.INVALID)
        ? UserOutcome.INVALID
        : UserOutcome.NO_ENDPOINT_ON_CHANNEL;
  }
}
