package org.segmentcourier.destination.pinpoint;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.Claims;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportFiles;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Looks at all that an import's next step depends on. */
public final class ImportLooks {

  private static final Logger LOG = LoggerFactory.getLogger(ImportLooks.class);

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
   * All jobs for the version of the file whose watched job has ended, that one among them; the one
   * by which the claim was used comes first, then the oldest. There are several if a container was
   * stopped just before it started one, and came back when all others had looked: it may not have
   * lived to look itself.
   *
   * @param watched as it is now
   * @return empty before its end, and if nobody knows any more: the file was put again since
   */
  public List<ImportJob> rivals(ImportTick tick, Optional<ImportJob> watched) {
    if (watched.filter(ImportJob::isEnded).isEmpty()) {
      return List.of();
    }
    try {
      var rivals = rivals(tick);
      return rivals.stream().anyMatch(job -> job.id().equals(tick.job())) ? rivals : List.of();
    } catch (Refused e) {
      // What became of the job is what people are to be told.
      LOG.warn("import not looked at again key={} reason=\"{}\"", tick.key(), e.getMessage());
      return List.of();
    }
  }

  private List<ImportJob> rivals(ImportTick tick) {
    var now = find(tick);
    var etag = tick.etag().isEmpty() ? now.map(ImportFile::etag).orElse("") : tick.etag();
    var imported =
        new ImportFile(tick.bucket(), tick.key(), etag, 0, Instant.EPOCH, false, Instant.EPOCH);
    var claim = claims.of(tick.destination(), imported);
    if (claim.isFree()) {
      return List.of(); // the version is not known
    }
    // A job for the next version may not be known for its yet.
    var until =
        now.filter(file -> !file.etag().equals(etag))
            .map(file -> file.put().minus(CLOCKS))
            .orElse(Instant.MAX);
    return own(imported, claim, jobs.all()).stream()
        .filter(job -> job.id().equals(tick.job()) || job.created().isBefore(until))
        .sorted(
            comparing((ImportJob job) -> !job.id().equals(claim.job()))
                .thenComparing(ImportJob::created)
                .thenComparing(ImportJob::id))
        .toList();
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
   * The jobs that can have come of a claim, or would look so if it were taken now: those for this
   * file and segment that are no older and not known to be another claim's. A call whose answer got
   * lost, or that was made twice by a container that came back late, leaves a job that no record
   * names.
   */
  private List<ImportJob> own(ImportFile file, Claim claim, List<ImportJob> all) {
    var earliest = (claim.isFree() ? file.now() : claim.since()).minus(CLOCKS);
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
