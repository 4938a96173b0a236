package org.segmentcourier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJob;
import software.amazon.awssdk.services.personalize.model.DescribeBatchSegmentJobRequest;
import software.amazon.awssdk.services.personalize.model.DescribeBatchSegmentJobResponse;
import software.amazon.awssdk.services.personalize.model.DescribeSolutionVersionRequest;
import software.amazon.awssdk.services.personalize.model.DescribeSolutionVersionResponse;
import software.amazon.awssdk.services.personalize.model.ResourceNotFoundException;

/** A Personalize that knows the batch segment jobs it was told of. */
public final class KnownJobs implements PersonalizeClient {

  static final Instant CREATED = Instant.parse("2026-11-24T10:15:00.250Z");

  static final Instant ENDED = Instant.parse("2026-11-24T10:45:00Z");

  /** Of all jobs. */
  public static final String VERSION =
      "arn:aws:personalize:us-east-1:000000000000:solution/s/0123abcd";

  /** When it was created. */
  private Instant trained = Instant.parse("2026-11-21T10:15:00Z");

  private final Map<String, BatchSegmentJob> jobs = new HashMap<>();
  private RuntimeException failure;

  /** Adds a finished job and gives its ARN. */
  public String add(String name) {
    return add(name, "ACTIVE");
  }

  public String add(String name, String status) {
    var arn = arn(name);
    jobs.put(
        arn,
        BatchSegmentJob.builder()
            .batchSegmentJobArn(arn)
            .jobName(name)
            .status(status)
            .failureReason(status.contains("FAILED") ? "No such filter" : null)
            .solutionVersionArn(VERSION)
            .creationDateTime(CREATED)
            .lastUpdatedDateTime(ENDED)
            .jobOutput(
                output ->
                    output.s3DataDestination(
                        place -> place.path("s3://" + S3OnDisk.DATA + "/" + folder(name))))
            .build());
    return arn;
  }

  /** Adds a finished job that was created so much later than others. */
  String add(String name, Duration later) {
    var arn = add(name);
    jobs.put(arn, jobs.get(arn).toBuilder().creationDateTime(CREATED.plus(later)).build());
    return arn;
  }

  /** When such a job was created, as names tell it. */
  static String time(Duration later) {
    return DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss")
        .withZone(ZoneOffset.UTC)
        .format(CREATED.plus(later));
  }

  static String arn(String name) {
    return "arn:aws:personalize:us-east-1:000000000000:batch-segment-job/" + name;
  }

  /** From now on every question fails so. */
  void failWith(RuntimeException failure) {
    this.failure = failure;
  }

  void answer() {
    failure = null;
  }

  /** Adds a finished job whose output is elsewhere. */
  String addElsewhere(String name, String output) {
    var arn = add(name);
    var place =
        jobs.get(arn).jobOutput().toBuilder().s3DataDestination(s -> s.path(output)).build();
    jobs.put(arn, jobs.get(arn).toBuilder().jobOutput(place).build());
    return arn;
  }

  /** Where the output of a job is, with a slash at the end. */
  static String folder(String name) {
    return "batch/group/solution/" + name + "/";
  }

  @Override
  public DescribeBatchSegmentJobResponse describeBatchSegmentJob(
      DescribeBatchSegmentJobRequest request) {
    if (failure != null) {
      throw failure;
    }
    var job = jobs.get(request.batchSegmentJobArn());
    if (job == null) {
      throw ResourceNotFoundException.builder().message("no such job").build();
    }
    return DescribeBatchSegmentJobResponse.builder().batchSegmentJob(job).build();
  }

  /** The solution is deleted, and its versions with it. */
  public void forgetSolution() {
    trained = null;
  }

  @Override
  public DescribeSolutionVersionResponse describeSolutionVersion(
      DescribeSolutionVersionRequest request) {
    if (trained == null || !request.solutionVersionArn().equals(VERSION)) {
      throw ResourceNotFoundException.builder().message("no such solution version").build();
    }
    return DescribeSolutionVersionResponse.builder()
        .solutionVersion(v -> v.solutionVersionArn(VERSION).creationDateTime(trained))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
