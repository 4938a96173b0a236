package org.segmentcourier.delivery.watch;

import javax.management.ConstructorParameters;

/** A segment file of a finished delivery, as people see it in JMX. */
public final class DeliveredFile {

  private final String name;
  private final String branch;
  private final long endpoints;
  private final String state;
  private final String location;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"name", "branch", "endpoints", "state", "location"})
  public DeliveredFile(String name, String branch, long endpoints, String state, String location) {
    this.name = name;
    this.branch = branch;
    this.endpoints = endpoints;
    this.state = state;
    this.location = location;
  }

  public String getName() {
    return name;
  }

  public String getBranch() {
    return branch;
  }

  /** How many rows it has. */
  public long getEndpoints() {
    return endpoints;
  }

  /** {@code published}, {@code held}, {@code paused} or {@code withdrawn}. */
  public String getState() {
    return state;
  }

  /** Where it was put; empty if its branch did something else with it. */
  public String getLocation() {
    return location;
  }
}
