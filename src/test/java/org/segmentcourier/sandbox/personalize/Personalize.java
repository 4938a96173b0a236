package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Amazon Personalize on a laptop: dataset groups, schemas, datasets, imports, solutions, solution
 * versions and batch segment jobs, with the real statuses, limits and refusals, and both user
 * segmentation recipes really ranking.
 */
public final class Personalize implements Service, AutoCloseable {

  /**
   * @param s3 where training data and batch input are read, and batch output is written
   * @param clock what statuses follow, and dates are taken from
   * @param pace how long a resource stays in each status on its way
   */
  public Personalize(S3Client s3, Clock clock, Duration pace) {}

  /** Starts the worker thread, which settles what is due. Without it, {@link #settle} does. */
  public Personalize start() {
    return this;
  }

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    throw new AwsError("InvalidInputException", operation + " is not there yet");
  }

  @Override
  public void tune(ObjectNode changes) {
    throw new IllegalArgumentException("nothing can be changed yet");
  }

  /** Puts a batch segment job made by somebody else in place; answers with its ARNs. */
  public ObjectNode plant(ObjectNode job) {
    throw new IllegalArgumentException("nothing can be planted yet");
  }

  /** Does all work and all changes of status that are due by the clock, in the caller's thread. */
  public void settle() {}

  /** Stops the worker thread. */
  @Override
  public void close() {}
}
