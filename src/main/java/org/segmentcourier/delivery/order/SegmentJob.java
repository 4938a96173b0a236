package org.segmentcourier.delivery.order;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.segmentcourier.aws.S3Location;

/**
 * A batch segment job of Personalize, as far as a delivery needs to know it.
 *
 * @param solutionVersion the model that made its segments
 * @param created in whole seconds
 * @param ended when Personalize has touched it last
 * @param output the folder of its output: ends with a slash
 * @param failure why it failed; empty if it has not
 */
public record SegmentJob(
    String arn,
    String name,
    SolutionVersion solutionVersion,
    Instant created,
    Instant ended,
    S3Location output,
    boolean failed,
    String failure) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

  /** When it was created, as file names tell it: {@code 20261124-101500}, in UTC. */
  public String time() {
    return TIME.format(created);
  }

  /** The delivery of the job: the same for every attempt. */
  public String delivery() {
    return name + "_" + time();
  }
}
