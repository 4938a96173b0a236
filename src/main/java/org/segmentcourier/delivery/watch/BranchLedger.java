package org.segmentcourier.delivery.watch;

import java.util.Map;
import javax.management.ConstructorParameters;

/**
 * What became of the users and endpoints of a segment on a branch, as people see it in JMX. It does
 * not lie within its segment: Hawtio looks seven levels deep, and would not see the counts.
 */
public final class BranchLedger {

  private final String query;
  private final String branch;
  private final Map<String, Long> users;
  private final Map<String, Long> endpoints;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"query", "branch", "users", "endpoints"})
  public BranchLedger(
      String query, String branch, Map<String, Long> users, Map<String, Long> endpoints) {
    this.query = query;
    this.branch = branch;
    this.users = users;
    this.endpoints = endpoints;
  }

  /** Of the segment, in canonical form. */
  public String getQuery() {
    return query;
  }

  public String getBranch() {
    return branch;
  }

  /** How many users had which outcome; outcomes that none had are left out. */
  public Map<String, Long> getUsers() {
    return users;
  }

  /** How many of their endpoints had which outcome; likewise. */
  public Map<String, Long> getEndpoints() {
    return endpoints;
  }
}
