package org.segmentcourier.destination.pinpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.notification.Refused;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.PayloadTooLargeException;

/**
 * Decides what is to be done for an import, from what S3 and Pinpoint show. It only decides: what
 * it says is done by others, who then look again, so a container may die anywhere.
 */
public final class ImportDecision {

  /** Pinpoint imports no larger file. */
  static final long MOST_BYTES = 1L << 30;

  /** A file or job that is not there, or in an older version, may yet appear: for 14 seconds. */
  private static final int LOOKS_FOR_FILE = 4;

  private static final int SERVER_ERROR = 500;

  private final int limit;
  private final Duration stale;
  private final NextLooks looks;

  /**
   * @param limit how many import jobs may run at once, others' included
   * @param stale for how long a holder may leave a claim unused before it is taken to be gone: as
   *     long as a message is out of sight, since before that nobody else is shown the file
   */
  ImportDecision(int limit, Duration stale, NextLooks looks) {
    this.limit = limit;
    this.stale = stale;
    this.looks = looks;
  }

  /**
   * For a file without a job that is watched.
   *
   * @param holder the name under which claims are taken here and now
   */
  public ImportStep next(ImportTick tick, ImportLook look, String holder) {
    if (look instanceof ImportLook.There there) {
      return there(tick, there, holder);
    }
    var reason = ((ImportLook.NotThere) look).reason();
    return tick.waiting().missed() + 1 < LOOKS_FOR_FILE
        ? looks.missing(tick, reason)
        : new ImportStep.Drop(reason);
  }

  private ImportStep there(ImportTick given, ImportLook.There look, String holder) {
    var tick = given.found();
    if (look.file().size() == 0) {
      return new ImportStep.Tell(ImportNotices.empty(look.file()));
    }
    if (look.file().size() > MOST_BYTES) {
      return new ImportStep.Tell(ImportNotices.tooLarge(look.file()));
    }
    var claim = look.claim();
    if (claim.isFree()) {
      return take(tick, look, claim.takenBy(holder, ids(look.own())));
    }
    if (claim.isUsed()) {
      return isToBeImportedAgain(look)
          ? take(tick, look, claim.renewedBy(holder, look.file().put(), ids(look.own())))
          : follow(tick, look);
    }
    if (!claim.holder().equals(holder)) {
      boolean isStale = Duration.between(claim.held(), look.file().now()).compareTo(stale) >= 0;
      return isStale
          ? new ImportStep.Take(claim.takenOverBy(holder))
          : looks.pause(tick, "another container is about to start the import");
    }
    var first = look.own().stream().min(Comparator.comparing(ImportJob::created));
    if (first.isPresent()) {
      return new ImportStep.Adopt(claim, first.get().id());
    }
    return isFull(look)
        ? wait(tick, holder, look.running())
        : new ImportStep.Start(claim, look.file());
  }

  /**
   * A user who puts a content once more wants it in Pinpoint as it is now, whatever was imported in
   * between. The same event twice shows the same put, and one that comes late shows the last.
   */
  private static boolean isToBeImportedAgain(ImportLook.There look) {
    var file = look.file();
    boolean isPutAgain = file.put().isAfter(look.claim().put());
    return isPutAgain && (!file.isOurs() || cameToNothing(look.claim().job(), look.jobs()));
  }

  /**
   * For a look whose step was refused, since it saw a claim that is no longer so: somebody was
   * faster, or S3 shows it as it was a moment ago. Looked at again at once, it might be the same.
   * Whoever was faster has gone on from the same tick, but may know nothing of a job of ours.
   *
   * @param holder under whose name the claim may have been taken
   */
  public ImportStep outrun(ImportTick tick, String holder) {
    var later = tick.next(tick.waiting().pausing(looks.later(tick)), holder);
    return NextLooks.next(later.apart(chain()), "the claim is not as it was seen");
  }

  /** For a file whose import was started a moment ago: when that is over, one looks for others. */
  public ImportStep started(ImportTick tick, String job) {
    return NextLooks.next(tick.found().watching(job, looks.deadline()), "the job is " + job);
  }

  /** Who can't start at once leaves the claim alone. */
  private ImportStep take(ImportTick tick, ImportLook.There look, Claim claim) {
    return isFull(look) ? wait(tick, tick.holder(), look.running()) : new ImportStep.Take(claim);
  }

  /** For a tick before its time. */
  public ImportStep early(ImportTick tick) {
    return NextLooks.next(tick.next(tick.waiting()), "it is too early");
  }

  /**
   * For a file that waits for a place, while there is none.
   *
   * @param running the jobs that have the places
   */
  public ImportStep inLine(ImportTick tick, List<String> running) {
    return wait(tick, tick.holder(), running);
  }

  /** The queue's own delay is pause enough: a place may become free at any time. */
  private ImportStep wait(ImportTick tick, String holder, List<String> running) {
    var waiting = tick.waiting().forPlaceOf(running, looks.deadline());
    return waiting.isOverdue(looks.now())
        ? new ImportStep.Tell(ImportNotices.notStarted(tick, running))
        : NextLooks.next(
            tick.next(waiting.on(), holder), limit + " import jobs are running already");
  }

  /**
   * For a look that failed, in either case. Camel may have wrapped the failure.
   *
   * @param look what was seen before it failed; null if nothing was
   * @param step what was to be done when it failed; null if nothing was yet
   * @throws Exception the failure itself, if it is neither worth waiting for nor for the file's
   *     author to mend: a missing permission, for one
   */
  public ImportStep afterFailure(
      ImportTick tick, ImportLook look, ImportStep step, String holder, Exception failure)
      throws Exception {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return new ImportStep.Tell(refused.getNotification());
      }
      if (cause instanceof SdkException answer && PassingFailures.passes(answer)) {
        return waitOut(tick, look, step, holder, answer);
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

  /**
   * Who is over a limit waits for a place: while these change hands, the deadline begins anew.
   *
   * <p>A start that failed may have made a job all the same, of which another container at the same
   * tick knows nothing: it has to be looked for, whatever that one has sent.
   */
  private ImportStep waitOut(
      ImportTick tick, ImportLook look, ImportStep step, String holder, SdkException trouble) {
    var waiting =
        look instanceof ImportLook.There there && isForNow(trouble)
            ? tick.waiting().forPlaceOf(there.running(), looks.deadline())
            : tick.waiting();
    if (waiting.isOverdue(looks.now())) {
      return new ImportStep.Tell(ImportNotices.unreachable(tick, trouble));
    }
    var later = tick.next(waiting.pausing(looks.later(tick)), holder);
    return NextLooks.next(
        step instanceof ImportStep.Start ? later.apart(chain()) : later,
        String.valueOf(trouble.getMessage()));
  }

  /** Whoever refuses may be asked again; who doesn't answer, or fails, says nothing of places. */
  private static boolean isForNow(SdkException trouble) {
    return trouble instanceof SdkServiceException refusal && refusal.statusCode() < SERVER_ERROR;
  }

  private ImportStep follow(ImportTick tick, ImportLook.There look) {
    var job = look.claim().job();
    var ticks = new ArrayList<ImportTick>();
    ticks.add(tick.watching(job, looks.deadline()));
    ticks.addAll(
        looks.surplus(tick, look.own().stream().filter(other -> !other.id().equals(job)).toList()));
    return new ImportStep.Next(ticks, "the job is " + job);
  }

  /** By chance: nothing else tells two containers apart that are at one tick, under one name. */
  private static String chain() {
    return "-" + UUID.randomUUID();
  }

  private boolean isFull(ImportLook.There look) {
    return look.running().size() >= limit;
  }

  private static List<String> ids(List<ImportJob> jobs) {
    return jobs.stream().map(ImportJob::id).toList();
  }

  private static boolean cameToNothing(String job, List<ImportJob> jobs) {
    return jobs.stream().filter(one -> one.id().equals(job)).allMatch(ImportJob::isFailed);
  }
}
