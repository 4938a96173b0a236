package org.segmentcourier.delivery.ledger;

import java.util.Map;
import java.util.TreeMap;

/**
 * What became of the users and endpoints of one segment for one branch; it balances.
 *
 * @param users how many distinct users had which outcome; every outcome is there
 * @param found how many endpoints these users have
 * @param endpoints how many of these had which outcome; every outcome is there
 */
public record Account(
    Map<UserOutcome, Long> users, long found, Map<EndpointOutcome, Long> endpoints) {

  public Account {
    users = new TreeMap<>(users);
    endpoints = new TreeMap<>(endpoints);
  }

  public long of(UserOutcome outcome) {
    return users.getOrDefault(outcome, 0L);
  }

  public long of(EndpointOutcome outcome) {
    return endpoints.getOrDefault(outcome, 0L);
  }
}
