package org.segmentcourier.destination;

import java.time.Instant;
import java.util.List;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.event.UploadEvent;

/**
 * One message on the imports queue: "look again at the import of this file". Each is sent by the
 * one before it, so nothing waits in a container.
 *
 * @param destination who imports the file; also the message group
 * @param etag of the version that was uploaded; empty if the event did not say
 * @param run what all ticks of one upload have in common
 * @param chain of ticks of the run, if it is not the first: two containers may have been at one
 *     tick
 * @param number of this tick, from 0; with run and chain it makes the deduplication id
 * @param holder under which an earlier tick took the claim; empty if none did
 * @param job the import job that is watched; empty until there is one
 * @param surplus the job is one too many: its segment goes once it has ended
 * @param begun when the upload was heard of; null if the message does not say
 * @param waiting for the import's start, or for its end
 */
public record ImportTick(
    String destination,
    String bucket,
    String key,
    String etag,
    String run,
    String chain,
    int number,
    String holder,
    String job,
    boolean surplus,
    Instant begun,
    Waiting waiting) {

  /** What a message does not say is empty. */
  public ImportTick {
    destination = text(destination);
    bucket = text(bucket);
    key = text(key);
    etag = text(etag);
    run = text(run);
    chain = text(chain);
    holder = text(holder);
    job = text(job);
    waiting = waiting == null ? Waiting.until(Instant.EPOCH) : waiting;
  }

  /** The tick that begins the import of an uploaded file. */
  static ImportTick first(String destination, UploadEvent upload, Instant now, Instant deadline) {
    var run =
        Fingerprint.of(
            List.of(destination, upload.bucket(), upload.key(), upload.etag(), upload.sequencer()));
    return new ImportTick(
        destination,
        upload.bucket(),
        upload.key(),
        upload.etag(),
        run,
        "",
        0,
        "",
        "",
        false,
        now,
        Waiting.until(deadline));
  }

  /** Only saves work: a tick that a repetition sends again within five minutes is dropped. */
  public String deduplicationId() {
    return run + chain + "-" + number;
  }

  public boolean hasJob() {
    return !job.isEmpty();
  }

  /** Whether it found all places taken when it last looked for one. */
  public boolean inLine() {
    return !hasJob() && !waiting.running().isEmpty();
  }

  /** The same, now that the file is there. */
  public ImportTick found() {
    return with(chain, number, holder, job, surplus, waiting.found());
  }

  /** The same, as if nothing had been waited for. */
  ImportTick waitingUntil(Instant deadline) {
    return with(run, number, holder, job, surplus, Waiting.until(deadline));
  }

  /** The next look. */
  public ImportTick next(Waiting next) {
    return next(next, holder);
  }

  /**
   * The next look.
   *
   * @param claimant who holds the claim and will go on holding it
   */
  public ImportTick next(Waiting next, String claimant) {
    return with(chain, number + 1, claimant, job, surplus, next);
  }

  /**
   * The same in a chain of its own: the queue does not take it for what another container has sent
   * after the same tick.
   */
  public ImportTick apart(String newChain) {
    return with(newChain, number, holder, job, surplus, waiting);
  }

  /** The first look at the job that imports the file. */
  public ImportTick watching(String newJob, Instant deadline) {
    return with(chain, number + 1, holder, newJob, surplus, Waiting.until(deadline));
  }

  /** The first look at a job that should not be there: a chain of its own. */
  public ImportTick watchingSurplus(String newJob, Instant deadline) {
    return with("-" + newJob, 0, holder, newJob, true, Waiting.until(deadline));
  }

  /** Another look at the same file. */
  private ImportTick with(
      String newChain,
      int newNumber,
      String newHolder,
      String newJob,
      boolean isSurplus,
      Waiting newWaiting) {
    return new ImportTick(
        destination,
        bucket,
        key,
        etag,
        run,
        newChain,
        newNumber,
        newHolder,
        newJob,
        isSurplus,
        begun,
        newWaiting);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
