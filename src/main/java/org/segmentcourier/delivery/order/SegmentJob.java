package org.segmentcourier.delivery.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.segmentcourier.aws.S3Location;

/**
 * A batch segment job of Personalize, as far as a delivery needs to know it.
 *
 * @param solutionVersion the model that made its segments
 * @param round how often the job was delivered before, if this is to be one more delivery
 * @param created in whole seconds
 * @param ended when Personalize has touched it last
 * @param output the folder of its output: ends with a slash
 * @param failure why it failed; empty if it has not
 */
public record SegmentJob(
    String arn,
    String name,
    SolutionVersion solutionVersion,
    int round,
    Instant created,
    Instant ended,
    S3Location output,
    boolean failed,
    String failure) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** The same job, to be delivered in another round. */
  public SegmentJob inRound(int other) {
    return new SegmentJob(
        arn, name, solutionVersion, other, created, ended, output, failed, failure);
  }

  /**
   * When it was created, as file names tell it: {@code 20261124-101500}, in UTC. Of its second
   * delivery it is {@code 20261124-101500-2}, and so on: what is delivered once more is something
   * else, with the endpoints, branches and suppressions of that day.
   */
  public String time() {
    return TIME.format(created) + (round == 0 ? "" : "-" + (round + 1));
  }

  /** The delivery of the job in this round: the same for every attempt. */
  public String delivery() {
    return name + "_" + time();
  }
}
