package org.segmentcourier.branch.live;

import java.time.Instant;

/** A file of branches, as people see it in JMX. */
public final class FileState {

  /** What may be said of a file. */
  public enum State {
    /** Its routes are those that run. */
    RUNNING,
    /** It changes as soon as a hand-over to one of its branches is done. */
    WAITING,
    /** It can't be used; what ran before goes on, if there was something. */
    REFUSED
  }

  private final String name;
  private final String location;
  private final State state;
  private final String error;
  private final String version;
  private final Instant since;

  FileState(
      String name, String location, State state, String error, String version, Instant since) {
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

  public String getState() {
    return state.name();
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
    return since == null ? "" : since.toString();
  }
}
