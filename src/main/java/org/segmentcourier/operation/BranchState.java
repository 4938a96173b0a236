package org.segmentcourier.operation;

import java.util.List;
import java.util.Set;
import javax.management.ConstructorParameters;

/** A branch, as people see it in JMX. */
public final class BranchState {

  private final String id;
  private final Set<String> channels;
  private final String segments;
  private final String destination;
  private final double holdout;
  private final List<String> columns;
  private final boolean paused;

  /** Public for clients of JMX, which make theirs from what they are told. */
  @ConstructorParameters({
    "id",
    "channels",
    "segments",
    "destination",
    "holdout",
    "columns",
    "paused"
  })
  public BranchState(
      String id,
      Set<String> channels,
      String segments,
      String destination,
      double holdout,
      List<String> columns,
      boolean paused) {
    this.id = id;
    this.channels = channels;
    this.segments = segments;
    this.destination = destination;
    this.holdout = holdout;
    this.columns = columns;
    this.paused = paused;
  }

  public String getId() {
    return id;
  }

  /** Pinpoint's channel types, or {@code ALL}. */
  public Set<String> getChannels() {
    return channels;
  }

  /** Pattern of the queries that it takes. */
  public String getSegments() {
    return segments;
  }

  /** Who takes its files. */
  public String getDestination() {
    return destination;
  }

  /** Percentage of users whom it does not reach on purpose. */
  public double getHoldout() {
    return holdout;
  }

  /** Of its files, beyond the id. */
  public List<String> getColumns() {
    return columns;
  }

  /** Whether its files wait. */
  public boolean isPaused() {
    return paused;
  }
}
