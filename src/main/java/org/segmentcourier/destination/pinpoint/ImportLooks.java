package org.segmentcourier.destination.pinpoint;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.Claims;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportFiles;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Refused;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at all that an import's next step depends on. */
public final class ImportLooks {

  /** S3 dates the claim, Pinpoint the job; their clocks may differ by so much. */
  private static final Duration CLOCKS = Duration.ofMinutes(1);

  private static final int FORBIDDEN = 403;

  private final ImportFiles files;
  private final Claims claims;
  private final ImportJobs jobs;

  ImportLooks(ImportFiles files, Claims claims, ImportJobs jobs) {
    this.files = files;
    this.claims = claims;
    this.jobs = jobs;
  }

  /**
   * The file of a tick, the claim to it, and the import jobs.
   *
   * @throws Refused if S3 does not let us see the file
   */
  public ImportLook look(ImportTick tick) {
    var found = find(tick);
    if (found.isEmpty()) {
      return new ImportLook.NotThere("the file is gone");
    }
    var file = found.get();
    if (!tick.etag().isEmpty() && !tick.etag().equals(file.etag())) {
      return new ImportLook.NotThere("the file was replaced, ETag is " + file.etag());
    }
    var claim = claims.of(tick.destination(), file);
    var all = jobs.all();
    return new ImportLook.There(file, claim, all, own(file, claim, all));
  }

  /**
   * A file that may not be read is its author's to mend, or its key's owner's: left in the queue,
   * it would hold up all others of the destination.
   */
  private Optional<ImportFile> find(ImportTick tick) {
    try {
      return files.find(tick);
    } catch (S3Exception e) {
      throw e.statusCode() == FORBIDDEN && !PassingFailures.passes(e)
          ? new Refused(ImportNotices.unreadable(tick))
          : e;
    }
  }

  /**
   * The jobs that can have come of a claim: those for this file and segment that are no older and
   * not known to be another claim's. A call whose answer got lost, or that was made twice by a
   * container that came back late, leaves a job that no record names.
   */
  private List<ImportJob> own(ImportFile file, Claim claim, List<ImportJob> all) {
    if (claim.isFree()) {
      return List.of();
    }
    var earliest = claim.since().minus(CLOCKS);
    var url = file.location().toString();
    var segment = ImportJobs.segmentName(file.key());
    return all.stream()
        .filter(job -> job.s3Url().equals(url) && job.segmentName().equals(segment))
        .filter(job -> !job.created().isBefore(earliest))
        .filter(job -> !claim.past().contains(job.id()))
        .filter(job -> !claims.isOthers(claim, job.id()))
        .toList();
  }
}
