package org.segmentcourier.destination.pinpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Refused;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.PayloadTooLargeException;

/**
 * Decides what is to be done for an import, from what S3 and Pinpoint show. It only decides: what
 * it says is done by others, who then look again, so a container may die anywhere.
 */
public final class ImportDecision {

  /** A holder who has not used a claim for so long is taken to be gone. */
  static final Duration STALE = Duration.ofMinutes(5);

  /** Pinpoint imports no larger file. */
  static final long MOST_BYTES = 1L << 30;

  /** A file or job that is not there, or in an older version, may yet appear. */
  private static final int LOOKS_FOR_FILE = 3;

  private static final int LOOKS_FOR_JOB = 6;

  private static final Duration MOST_PAUSE = Duration.ofMinutes(5);

  private final int limit;
  private final Duration deadline;
  private final Clock clock;

  /**
   * @param limit how many import jobs may run at once, others' included
   * @param deadline how long an import may take, once it has started
   */
  public ImportDecision(int limit, Duration deadline, Clock clock) {
    this.limit = limit;
    this.deadline = deadline;
    this.clock = clock;
  }

  /**
   * For a file without a job that is watched.
   *
   * @param file as it is there now
   * @param claim to this version of the file
   * @param jobs all import jobs there are
   * @param own those of them that can have come of the claim
   * @param holder the name under which claims are taken here and now
   */
  public ImportStep next(
      ImportTick tick,
      Optional<ImportFile> file,
      Optional<Claim> claim,
      List<ImportJob> jobs,
      List<ImportJob> own,
      String holder) {
    if (file.isEmpty()) {
      return missing(tick, "the file is gone");
    }
    if (!tick.etag().isEmpty() && !tick.etag().equals(file.get().etag())) {
      return missing(tick, "the file was replaced, ETag is " + file.get().etag());
    }
    if (file.get().size() == 0) {
      return new ImportStep.Tell(ImportNotices.empty(file.get()));
    }
    if (file.get().size() > MOST_BYTES) {
      return new ImportStep.Tell(ImportNotices.tooLarge(file.get()));
    }
    if (claim.isEmpty()) {
      return isFull(jobs) ? waiting(tick) : new ImportStep.Take(file.get());
    }
    return claimed(tick, file.get(), claim.get(), jobs, own, holder);
  }

  private ImportStep claimed(
      ImportTick tick,
      ImportFile file,
      Claim claim,
      List<ImportJob> jobs,
      List<ImportJob> own,
      String holder) {
    if (claim.isUsed()) {
      boolean again = file.put().isAfter(claim.put()) && cameToNothing(claim.job(), jobs);
      if (!again) {
        return follow(tick, claim, own);
      }
      return isFull(jobs) ? waiting(tick) : new ImportStep.Renew(claim, file);
    }
    if (!claim.holder().equals(holder)) {
      boolean stale = Duration.between(claim.held(), file.now()).compareTo(STALE) >= 0;
      return stale
          ? new ImportStep.TakeOver(claim)
          : pause(tick, "another container is about to start the import");
    }
    var first = own.stream().min(Comparator.comparing(ImportJob::created));
    if (first.isPresent()) {
      return new ImportStep.Adopt(claim, first.get().id());
    }
    return isFull(jobs) ? waiting(tick, holder) : new ImportStep.Start(claim, file);
  }

  /** For a tick before its time. */
  public ImportStep early(ImportTick tick) {
    return new ImportStep.Next(List.of(tick.unchanged()), "it is too early");
  }

  /**
   * For a job that is watched.
   *
   * @param job as it is now
   */
  public ImportStep watch(ImportTick tick, Optional<ImportJob> job) {
    if (job.isEmpty()) {
      return tick.attempt() < LOOKS_FOR_JOB
          ? pause(tick, "Pinpoint does not know the job " + tick.job())
          : new ImportStep.Tell(ImportNotices.vanished(tick));
    }
    if (job.get().isEnded()) {
      return tick.surplus()
          ? withdraw(tick, job.get())
          : new ImportStep.Tell(ImportNotices.ended(tick, job.get()));
    }
    var now = clock.instant();
    if (tick.isOverdue(now)) {
      return new ImportStep.Tell(ImportNotices.stuck(tick, job.get()));
    }
    return new ImportStep.Next(List.of(tick.on(now)), "the job is " + job.get().status());
  }

  /**
   * For a look that failed, in either case. Camel may have wrapped the failure.
   *
   * @throws Exception the failure itself, if it is neither worth waiting for nor for the file's
   *     author to mend: a missing permission, for one
   */
  public ImportStep afterFailure(ImportTick tick, String holder, Exception failure)
      throws Exception {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return new ImportStep.Tell(refused.getNotification());
      }
      if (cause instanceof SdkException answer && PassingFailures.passes(answer)) {
        return waitOut(tick, holder, answer);
      }
      if (cause instanceof SdkException answer && isRefusal(answer)) {
        return new ImportStep.Tell(ImportNotices.refused(tick, answer));
      }
    }
    throw failure;
  }

  /** Pinpoint says that the import itself is wrong, not that we may not ask. */
  private static boolean isRefusal(SdkException failure) {
    return failure instanceof BadRequestException || failure instanceof PayloadTooLargeException;
  }

  private ImportStep waitOut(ImportTick tick, String holder, SdkException trouble) {
    return tick.isOverdue(clock.instant())
        ? new ImportStep.Tell(ImportNotices.unreachable(tick, trouble))
        : new ImportStep.Next(
            List.of(tick.again(later(tick), holder)), String.valueOf(trouble.getMessage()));
  }

  private ImportStep follow(ImportTick tick, Claim claim, List<ImportJob> own) {
    var now = clock.instant();
    var until = now.plus(deadline);
    var ticks = new ArrayList<ImportTick>();
    ticks.add(tick.watching(claim.job(), now, until));
    own.stream()
        .map(ImportJob::id)
        .filter(job -> !job.equals(claim.job()))
        .forEach(job -> ticks.add(tick.watchingSurplus(job, now, until)));
    return new ImportStep.Next(ticks, "the job is " + claim.job());
  }

  private static ImportStep withdraw(ImportTick tick, ImportJob job) {
    var notification = ImportNotices.surplus(tick, job);
    return job.segmentId().isEmpty()
        ? new ImportStep.Tell(notification)
        : new ImportStep.Withdraw(job.segmentId(), notification);
  }

  private ImportStep missing(ImportTick tick, String reason) {
    return tick.attempt() + 1 < LOOKS_FOR_FILE ? pause(tick, reason) : new ImportStep.Drop(reason);
  }

  private ImportStep waiting(ImportTick tick) {
    return waiting(tick, tick.holder());
  }

  /** Places become free at any time, so pauses grow slowly, to half a minute. */
  private ImportStep waiting(ImportTick tick, String holder) {
    var now = clock.instant();
    if (tick.isOverdue(now)) {
      return new ImportStep.Tell(ImportNotices.notStarted(tick, limit));
    }
    var earliest = now.plusSeconds(Math.min(30, tick.attempt() / 4));
    return new ImportStep.Next(
        List.of(tick.again(earliest, holder)), limit + " import jobs are running already");
  }

  private ImportStep pause(ImportTick tick, String reason) {
    return new ImportStep.Next(List.of(tick.again(later(tick))), reason);
  }

  /** Pauses double from two seconds to five minutes. */
  private Instant later(ImportTick tick) {
    var pause = Duration.ofSeconds(2L << Math.min(tick.attempt(), 10));
    return clock.instant().plus(pause.compareTo(MOST_PAUSE) < 0 ? pause : MOST_PAUSE);
  }

  private boolean isFull(List<ImportJob> jobs) {
    return jobs.stream().filter(job -> !job.isEnded()).count() >= limit;
  }

  private static boolean cameToNothing(String job, List<ImportJob> jobs) {
    return jobs.stream().filter(one -> one.id().equals(job)).allMatch(ImportJob::isFailed);
  }
}
