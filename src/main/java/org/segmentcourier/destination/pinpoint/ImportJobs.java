package org.segmentcourier.destination.pinpoint;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.destination.ImportFile;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.NotFoundException;

/** The import jobs of one Pinpoint project. */
public final class ImportJobs {

  private static final String PAGE_SIZE = "200";

  private final PinpointClient pinpoint;
  private final PinpointClient once;
  private final String application;
  private final String role;

  /**
   * @param once makes each call once: who repeats the start of an import whose answer was lost
   *     makes a second segment
   * @param application id of the Pinpoint project
   * @param role ARN of the role that Pinpoint takes to read the file
   */
  public ImportJobs(PinpointClient pinpoint, PinpointClient once, String application, String role) {
    this.pinpoint = pinpoint;
    this.once = once;
    this.application = application;
    this.role = role;
  }

  /** A segment has the name of its file. */
  static String segmentName(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  /**
   * All import jobs of the project, ours and others'. In which order Pinpoint lists them it does
   * not say, so a job that runs may be on any page, and each is read: a call for every 200 jobs
   * there ever were. To remember those that have ended would not save one of these calls.
   */
  public List<ImportJob> all() {
    var jobs = new ArrayList<ImportJob>();
    String token = null;
    do {
      var next = token;
      var page =
          pinpoint
              .getImportJobs(
                  request -> request.applicationId(application).pageSize(PAGE_SIZE).token(next))
              .importJobsResponse();
      page.item().forEach(job -> jobs.add(job(job)));
      token = page.nextToken();
    } while (token != null && !token.isEmpty());
    return jobs;
  }

  /** One import job; none if Pinpoint doesn't know it. */
  public Optional<ImportJob> find(String id) {
    try {
      var found = pinpoint.getImportJob(request -> request.applicationId(application).jobId(id));
      return Optional.of(job(found.importJobResponse()));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }

  /**
   * Starts the import of a file. Not idempotent: each call makes a job and a segment.
   *
   * <p>Endpoints are registered, since a user's own file may bring new ones. A segment file has
   * only Ids: files like that work in AWS's own sample. That such a row leaves its endpoint as it
   * is, and that the file's address is not to be URL-encoded, AWS nowhere says; it is assumed.
   */
  public ImportJob start(ImportFile file) {
    var started =
        once.createImportJob(
            request ->
                request
                    .applicationId(application)
                    .importJobRequest(
                        job ->
                            job.s3Url(file.location().toString())
                                .format(ImportFormats.of(file.key()).orElseThrow())
                                .roleArn(role)
                                .registerEndpoints(true)
                                .defineSegment(true)
                                .segmentName(segmentName(file.key()))));
    return job(started.importJobResponse());
  }

  /** Deletes a segment; one that is not there is as good. */
  public void deleteSegment(String id) {
    try {
      pinpoint.deleteSegment(request -> request.applicationId(application).segmentId(id));
    } catch (NotFoundException e) {
      // Somebody else has deleted it.
      return;
    }
  }

  private static ImportJob job(ImportJobResponse job) {
    var definition = job.definition();
    return new ImportJob(
        job.id(),
        definition == null ? "" : text(definition.s3Url()),
        definition == null ? "" : text(definition.segmentName()),
        text(job.jobStatusAsString()),
        instant(job.creationDate()),
        count(job.totalProcessed()),
        count(job.totalFailures()),
        List.copyOf(job.failures()),
        definition == null ? "" : text(definition.segmentId()));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  private static long count(Integer value) {
    return value == null ? 0 : value;
  }

  /** A job without a readable date is taken for an old one. */
  private static Instant instant(String iso8601) {
    try {
      return OffsetDateTime.parse(text(iso8601)).toInstant();
    } catch (DateTimeException e) {
      return Instant.EPOCH;
    }
  }
}
