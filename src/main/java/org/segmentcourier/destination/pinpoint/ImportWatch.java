package org.segmentcourier.destination.pinpoint;

import java.util.List;
import java.util.Optional;
import org.segmentcourier.destination.ImportTick;

/**
 * Decides what is to be done for an import that has a job, from what Pinpoint shows. Should there
 * be several jobs for one version of a file, one segment stays: that of the first job that does not
 * fail.
 */
public final class ImportWatch {

  private static final int LOOKS_FOR_JOB = 6;

  private final NextLooks looks;

  ImportWatch(NextLooks looks) {
    this.looks = looks;
  }

  /**
   * For a job that is watched.
   *
   * @param job as it is now
   * @param rivals all jobs for the same version, in the order in which one is kept, if this one has
   *     ended; empty if nobody knows
   */
  public ImportStep watch(ImportTick tick, Optional<ImportJob> job, List<ImportJob> rivals) {
    if (job.isEmpty()) {
      return tick.waiting().missed() < LOOKS_FOR_JOB && !isOverdue(tick)
          ? looks.missing(tick, "Pinpoint does not know the job " + tick.job())
          : new ImportStep.Tell(ImportNotices.vanished(tick));
    }
    if (job.get().isEnded()) {
      return tick.surplus()
          ? surplusEnded(tick, job.get(), rivals)
          : ended(tick, job.get(), rivals);
    }
    return isOverdue(tick)
        ? new ImportStep.Tell(ImportNotices.stuck(tick, job.get()))
        : wait(tick, "the job is " + job.get().status());
  }

  private ImportStep ended(ImportTick tick, ImportJob job, List<ImportJob> rivals) {
    var others = rivals.stream().filter(other -> !other.id().equals(job.id())).toList();
    if (job.isCompleted()) {
      return new ImportStep.Tell(EndedJobNotices.of(tick, job), looks.surplus(tick, others));
    }
    var better = others.stream().filter(other -> !other.isFailed()).toList();
    return better.isEmpty()
        ? new ImportStep.Tell(EndedJobNotices.of(tick, job))
        : new ImportStep.Next(
            looks.surplus(tick, better), "the job has failed, but there is another one");
  }

  private ImportStep surplusEnded(ImportTick tick, ImportJob job, List<ImportJob> rivals) {
    if (rivals.isEmpty()) {
      return withdraw(tick, job);
    }
    var kept = rivals.stream().filter(rival -> !rival.isFailed()).findFirst();
    if (kept.isEmpty() || kept.get().id().equals(job.id())) {
      return new ImportStep.Tell(EndedJobNotices.of(tick, job));
    }
    return kept.get().isEnded() || job.isFailed() || isOverdue(tick)
        ? withdraw(tick, job)
        : wait(tick, "another job comes first, but may fail yet");
  }

  private static ImportStep withdraw(ImportTick tick, ImportJob job) {
    var notification = EndedJobNotices.surplus(tick, job);
    return job.segmentId().isEmpty()
        ? new ImportStep.Tell(notification)
        : new ImportStep.Withdraw(job.segmentId(), notification);
  }

  private static ImportStep wait(ImportTick tick, String reason) {
    return NextLooks.next(tick.next(tick.waiting().on()), reason);
  }

  private boolean isOverdue(ImportTick tick) {
    return tick.waiting().isOverdue(looks.now());
  }
}
