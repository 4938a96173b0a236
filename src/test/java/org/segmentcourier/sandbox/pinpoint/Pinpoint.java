package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Predicate;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import software.amazon.awssdk.services.s3.S3Client;

/** Amazon Pinpoint on a laptop: projects, endpoints, import and export jobs, imported segments. */
public final class Pinpoint implements Service, AutoCloseable {

  /** As the other, with every role known. */
  public Pinpoint(S3Client s3, Clock clock, Path folder) {
    this(s3, clock, folder, role -> true);
  }

  /**
   * Starts with no project; what an earlier one left in the folder is dropped.
   *
   * @param s3 where import files are read and exports are written
   * @param clock what statuses, dates and rate limits go by
   * @param folder where the endpoint store is kept; made where it is missing
   * @param roles says of a role's ARN whether it is there and trusts pinpoint.amazonaws.com
   */
  public Pinpoint(S3Client s3, Clock clock, Path folder, Predicate<String> roles) {}

  /**
   * Makes a project, as CloudFormation does.
   *
   * @return its id: 32 hexadecimal digits
   */
  public String createApp(String name) {
    throw new AwsError("MethodNotAllowedException", name);
  }

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    throw new AwsError("MethodNotAllowedException", operation);
  }

  @Override
  public void tune(ObjectNode changes) {
    Service.super.tune(changes);
  }

  /** Does all the work of jobs that is due by the clock; returns when it is done. */
  public void settle() {}

  /** Ends the worker and closes the endpoint store. */
  @Override
  public void close() {}
}
