package org.segmentcourier.delivery.records;

/**
 * What became of a segment file.
 *
 * @param location where it was put; empty if a branch of an operator did something else with it, or
 *     if nobody took it
 */
public record Publication(State state, String location) {

  /** Whether the file waits to be released, or dropped. */
  public boolean waits() {
    return state == State.HELD || state == State.PAUSED;
  }

  public enum State {
    PUBLISHED,
    /** It waits until somebody has looked: its size does not seem right. */
    HELD,
    /** It waits until its branch is resumed, which somebody has paused. */
    PAUSED,
    /** Its branch was gone when it should have taken the file. */
    WITHDRAWN
  }
}
