package org.segmentcourier.destination;

import java.time.Instant;
import java.util.List;

/**
 * The right to start the one import of a version of a file.
 *
 * @param key of the record that it stands in
 * @param etag of that record, to write over it
 * @param holder who has it: a random name
 * @param job that its holder started; empty until then
 * @param since when it was first taken, by S3's clock; a job of ours can't be older
 * @param put when the version of the file was put that it is for
 * @param held when its holder took it, by S3's clock
 * @param past jobs that failed before the same file was put once more
 */
public record Claim(
    String key,
    String etag,
    String holder,
    String job,
    Instant since,
    Instant put,
    Instant held,
    List<String> past) {

  /** Whether there is a job by it. */
  public boolean isUsed() {
    return !job.isEmpty();
  }
}
