package org.segmentcourier.delivery.records;

import java.time.Instant;

/**
 * How many users the last published file of a segment has reached, on one branch.
 *
 * @param segment which one
 * @param delivery that published it
 * @param job when its job was created: of a later one it is a later delivery
 * @param users distinct ones
 */
public record LastSize(Segment segment, String delivery, Instant job, long users) {

  /**
   * Whether this delivery is the later one. Those of one job, which is delivered once more, have
   * ids that begin alike and end in {@code -2}, {@code -3} and so on.
   */
  boolean isAfter(LastSize other) {
    int jobs = job.compareTo(other.job);
    int lengths = Integer.compare(delivery.length(), other.delivery.length());
    return jobs > 0
        || jobs == 0 && (lengths > 0 || lengths == 0 && delivery.compareTo(other.delivery) > 0);
  }

  /**
   * The same segment in all deliveries.
   *
   * @param solution ARN of the solution whose model makes it
   * @param query in canonical form
   * @param branch id
   */
  public record Segment(String solution, String query, String branch) {}
}
