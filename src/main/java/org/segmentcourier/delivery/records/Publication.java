package org.segmentcourier.delivery.records;

/**
 * What became of a segment file.
 *
 * @param location where it was put; empty if a branch of an operator did something else with it, or
 *     if nobody took it
 */
public record Publication(State state, String location) {

  public enum State {
    PUBLISHED,
    /** It waits until somebody has looked: its size does not seem right. */
    HELD,
    /** Its branch was gone when it should have taken the file. */
    WITHDRAWN
  }
}
