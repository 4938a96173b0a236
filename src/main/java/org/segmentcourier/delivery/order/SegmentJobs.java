package org.segmentcourier.delivery.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.S3Location;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJob;
import software.amazon.awssdk.services.personalize.model.ResourceNotFoundException;

/** Asks Personalize about batch segment jobs. */
public final class SegmentJobs {

  private static final Pattern ARN =
      Pattern.compile("arn:[^:]+:personalize:[^:]*:[^:]*:batch-segment-job/.+");

  private static final String FINISHED = "ACTIVE";

  /** Personalize's documentation and its answers spell it in different ways. */
  private static final Set<String> FAILED = Set.of("CREATE FAILED", "FAILED");

  private final PersonalizeClient personalize;

  public SegmentJobs(PersonalizeClient personalize) {
    this.personalize = personalize;
  }

  /**
   * The job of an order, which has ended: well or not.
   *
   * @throws Undeliverable if there is no such job
   * @throws NotYet if it has not ended
   */
  public SegmentJob describe(Order order) {
    var arn = order.job();
    if (arn == null || !ARN.matcher(arn).matches()) {
      throw new Undeliverable(
          ("'%s' is no batch segment job; expected arn:aws:personalize:<region>:<account>:"
                  + "batch-segment-job/<name>")
              .formatted(arn));
    }
    BatchSegmentJob job;
    try {
      job =
          personalize
              .describeBatchSegmentJob(request -> request.batchSegmentJobArn(arn))
              .batchSegmentJob();
    } catch (ResourceNotFoundException e) {
      throw new Undeliverable("Personalize knows no batch segment job " + arn, e);
    }
    boolean failed = FAILED.contains(job.status());
    if (!failed && !FINISHED.equals(job.status())) {
      throw new NotYet(
          "Batch segment job %s is %s; it can be delivered once it is %s"
              .formatted(arn, job.status(), FINISHED));
    }
    var created = job.creationDateTime().truncatedTo(ChronoUnit.SECONDS);
    return new SegmentJob(
        arn,
        job.jobName(),
        solutionVersion(job.solutionVersionArn(), created),
        order.round(),
        created,
        job.lastUpdatedDateTime(),
        folder(job.jobOutput().s3DataDestination().path()),
        failed,
        failed ? Optional.ofNullable(job.failureReason()).orElse("no reason given") : "");
  }

  private SolutionVersion solutionVersion(String arn, Instant job) {
    try {
      var version =
          personalize
              .describeSolutionVersion(request -> request.solutionVersionArn(arn))
              .solutionVersion();
      return SolutionVersion.of(arn, version.creationDateTime(), job);
    } catch (ResourceNotFoundException e) {
      return SolutionVersion.gone(arn);
    }
  }

  private static S3Location folder(String path) {
    return S3Location.parse(path.endsWith("/") ? path : path + "/");
  }
}
