package org.segmentcourier.destination;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * The right to start the one import of a version of a file. It is nobody's, somebody's who has not
 * used it yet, or used: then there is a job by it.
 *
 * @param destination who imports the file
 * @param version of the file, see {@link ImportFile#id}
 * @param etag of the record that it stands in, to write over it; empty if there is none yet
 * @param holder who has it: a random name; empty if nobody has
 * @param job that its holder started; empty until then
 * @param since when it was first taken, by S3's clock; a job of ours can't be older. {@link
 *     Instant#EPOCH}: when its record was written
 * @param put when the version of the file was put that it is for
 * @param held when its holder took it, by S3's clock
 * @param past jobs for the same file that are no older, but not of this claim: those of earlier
 *     puts of the same version, and those that were there before it was first taken
 */
public record Claim(
    String destination,
    String version,
    String etag,
    String holder,
    String job,
    Instant since,
    Instant put,
    Instant held,
    List<String> past) {

  /** One that nobody has. */
  static Claim free(String destination, ImportFile file) {
    return new Claim(
        destination, file.id(), "", "", "", Instant.EPOCH, file.put(), Instant.EPOCH, List.of());
  }

  /** Whether nobody has it. */
  public boolean isFree() {
    return holder.isEmpty();
  }

  /** Whether there is a job by it. */
  public boolean isUsed() {
    return !job.isEmpty();
  }

  /**
   * As it is to be once somebody has taken it from nobody.
   *
   * @param earlier jobs that there are already, none of which can come of it: one for the version
   *     before, whose start was not answered, would look as if it did
   */
  public Claim takenBy(String newHolder, List<String> earlier) {
    return with(newHolder, "", since, put, earlier);
  }

  /** As it is to be once somebody has taken it from who has left it unused. */
  public Claim takenOverBy(String newHolder) {
    return with(newHolder, "", since, put, past);
  }

  /**
   * As it is to be once somebody has taken it anew, since the same version was put again.
   *
   * @param earlier jobs that can have come of it so far; none of them imports the new put
   */
  public Claim renewedBy(String newHolder, Instant newPut, List<String> earlier) {
    var jobs = new LinkedHashSet<>(past);
    jobs.add(job);
    jobs.addAll(earlier);
    return with(newHolder, "", Instant.EPOCH, newPut, List.copyOf(jobs));
  }

  /** As it is to be once there is a job by it. */
  Claim usedBy(String newJob) {
    return with(holder, newJob, since, put, past);
  }

  private Claim with(
      String newHolder, String newJob, Instant newSince, Instant newPut, List<String> newPast) {
    return new Claim(
        destination, version, etag, newHolder, newJob, newSince, newPut, held, newPast);
  }
}
