package org.segmentcourier.destination.pinpoint;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An import job as Pinpoint shows it.
 *
 * @param status CREATED, PREPARING_FOR_INITIALIZATION, INITIALIZING, PROCESSING, PENDING_JOB,
 *     COMPLETING, COMPLETED, FAILING or FAILED
 * @param created by Pinpoint's clock
 * @param processed rows, failed ones included
 * @param failed rows that were not imported; a COMPLETED job may have some
 * @param failures the first of them, in Pinpoint's words; they may quote the row
 * @param segmentId of the segment that it makes; empty if it doesn't say
 */
record ImportJob(
    String id,
    String s3Url,
    String segmentName,
    String status,
    Instant created,
    long processed,
    long failed,
    List<String> failures,
    String segmentId) {

  /** The same job, which failed for these reasons before all others. */
  ImportJob failingFor(List<String> reasons) {
    var all = new ArrayList<>(reasons);
    all.addAll(failures);
    return new ImportJob(
        id, s3Url, segmentName, status, created, processed, failed, List.copyOf(all), segmentId);
  }

  boolean isEnded() {
    return isCompleted() || isFailed();
  }

  boolean isCompleted() {
    return status.equals("COMPLETED");
  }

  boolean isFailed() {
    return status.equals("FAILED");
  }
}
