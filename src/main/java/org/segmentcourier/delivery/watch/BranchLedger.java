package org.segmentcourier.delivery.watch;

import java.util.Map;
import javax.management.ConstructorParameters;

/** What became of the users and endpoints of a segment on a branch, as people see it in JMX. */
public final class BranchLedger {

  private final String branch;
  private final Map<String, Long> users;
  private final Map<String, Long> endpoints;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"branch", "users", "endpoints"})
  public BranchLedger(String branch, Map<String, Long> users, Map<String, Long> endpoints) {
    this.branch = branch;
    this.users = users;
    this.endpoints = endpoints;
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
