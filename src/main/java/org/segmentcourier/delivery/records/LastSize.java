package org.segmentcourier.delivery.records;

import java.time.Instant;

/**
 * How many users the last published file of a segment has reached, on one branch.
 *
 * @param segment which one
 * @param delivery that published it
 * @param job when its job was created: a later one is a later delivery
 * @param users distinct ones
 */
public record LastSize(Segment segment, String delivery, Instant job, long users) {

  /**
   * The same segment in all deliveries.
   *
   * @param solution ARN of the solution whose model makes it
   * @param query in canonical form
   * @param branch id
   */
  public record Segment(String solution, String query, String branch) {}
}
