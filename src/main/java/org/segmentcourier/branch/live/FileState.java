package org.segmentcourier.branch.live;

import javax.management.ConstructorParameters;

/** A file of branches, as people see it in JMX. */
public final class FileState {

  /** Its routes are those that run. */
  static final String RUNNING = "RUNNING";

  /** It changes as soon as a hand-over to one of its branches is done. */
  static final String WAITING = "WAITING";

  /** It can't be used; what ran before goes on, if there was something. */
  static final String REFUSED = "REFUSED";

  private final String name;
  private final String location;
  private final String state;
  private final String error;
  private final String version;
  private final String since;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({"name", "location", "state", "error", "version", "since"})
  public FileState(
      String name, String location, String state, String error, String version, String since) {
    this.name = name;
    this.location = location;
    this.state = state;
    this.error = error;
    this.version = version;
    this.since = since;
  }

  public String getName() {
    return name;
  }

  public String getLocation() {
    return location;
  }

  /** RUNNING, WAITING or REFUSED. */
  public String getState() {
    return state;
  }

  /** What is wrong, a line each; empty if nothing is. */
  public String getError() {
    return error;
  }

  /** The first digits of the SHA-256 of what runs; empty if nothing of it does. */
  public String getVersion() {
    return version;
  }

  /** Since when that runs; empty if nothing of it does. */
  public String getSince() {
    return since;
  }
}
