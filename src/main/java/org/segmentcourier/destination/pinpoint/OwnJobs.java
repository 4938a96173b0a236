package org.segmentcourier.destination.pinpoint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.Claims;
import org.segmentcourier.destination.ImportFile;

/**
 * Finds the jobs that can have come of a claim: a call whose answer got lost, or that was made
 * twice by a container that came back late, leaves a job that no record names.
 */
public final class OwnJobs {

  /** S3 dates the claim, Pinpoint the job; their clocks may differ by so much. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private final Claims claims;

  public OwnJobs(Claims claims) {
    this.claims = claims;
  }

  /**
   * @param jobs all there are
   * @return those for this file and segment that are no older than the claim and are not known to
   *     be another claim's; none if there is no claim
   */
  public List<ImportJob> of(
      String destination, Optional<Claim> claim, Optional<ImportFile> file, List<ImportJob> jobs) {
    if (claim.isEmpty() || file.isEmpty()) {
      return List.of();
    }
    Instant earliest = claim.get().since().minus(CLOCKS);
    var url = file.get().location().toString();
    var segment = ImportJobs.segmentName(file.get().key());
    return jobs.stream()
        .filter(job -> job.s3Url().equals(url) && job.segmentName().equals(segment))
        .filter(job -> !job.created().isBefore(earliest))
        .filter(job -> !claim.get().past().contains(job.id()))
        .filter(job -> !claims.isOthers(destination, claim.get(), job.id()))
        .toList();
  }
}
