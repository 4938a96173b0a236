package org.segmentcourier.destination;

import java.time.Instant;
import java.util.List;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.event.UploadEvent;

/**
 * One message on the imports queue: "look again at the import of this file". Each is sent by the
 * one before it, so nothing waits in a container. Instants are milliseconds since 1970.
 *
 * @param destination who imports the file; also the message group
 * @param etag of the version that was uploaded; empty if the event did not say
 * @param run what the chain of ticks has in common; with the number it makes the deduplication id
 * @param number of this tick, from 0
 * @param notBefore an earlier tick only sends the next one
 * @param attempt how often in a row the same thing was waited for; pauses grow with it
 * @param deadline when the import is given up: first its start, then its end
 * @param holder under which an earlier tick took the claim; empty if none did
 * @param job the import job that is watched; empty until there is one
 * @param surplus the job is one too many: its segment goes once it has ended
 */
public record ImportTick(
    String destination,
    String bucket,
    String key,
    String etag,
    String run,
    int number,
    long notBefore,
    int attempt,
    long deadline,
    String holder,
    String job,
    boolean surplus) {

  /** What a message does not say is empty. */
  public ImportTick {
    destination = text(destination);
    bucket = text(bucket);
    key = text(key);
    etag = text(etag);
    run = text(run);
    holder = text(holder);
    job = text(job);
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
        0,
        now.toEpochMilli(),
        0,
        deadline.toEpochMilli(),
        "",
        "",
        false);
  }

  /** Only saves work: a tick that a repetition sends again within five minutes is dropped. */
  public String deduplicationId() {
    return run + "-" + number;
  }

  /** Whether it came too early to do anything. */
  public boolean isEarly(Instant now) {
    return now.toEpochMilli() < notBefore;
  }

  public boolean isOverdue(Instant now) {
    return now.toEpochMilli() >= deadline;
  }

  public boolean hasJob() {
    return !job.isEmpty();
  }

  /** The same again, since it is too early. */
  public ImportTick unchanged() {
    return next(notBefore, attempt, deadline, holder, job);
  }

  /** The next look for whatever did not come to pass until now. */
  public ImportTick again(Instant earliest) {
    return next(earliest.toEpochMilli(), attempt + 1, deadline, holder, job);
  }

  /** As {@link #again}, by one who holds the claim and will go on holding it. */
  public ImportTick again(Instant earliest, String holder) {
    return next(earliest.toEpochMilli(), attempt + 1, deadline, holder, job);
  }

  /** The next look at a job that goes on as it should. */
  public ImportTick on(Instant now) {
    return next(now.toEpochMilli(), 0, deadline, holder, job);
  }

  /** The first look at the job that imports the file. */
  public ImportTick watching(String job, Instant now, Instant deadline) {
    return next(now.toEpochMilli(), 0, deadline.toEpochMilli(), holder, job);
  }

  /** The first look at a job that should not be there: a chain of its own. */
  public ImportTick watchingSurplus(String job, Instant now, Instant deadline) {
    return new ImportTick(
        destination,
        bucket,
        key,
        etag,
        run + "-" + job,
        0,
        now.toEpochMilli(),
        0,
        deadline.toEpochMilli(),
        holder,
        job,
        true);
  }

  private ImportTick next(long notBefore, int attempt, long deadline, String holder, String job) {
    return new ImportTick(
        destination,
        bucket,
        key,
        etag,
        run,
        number + 1,
        notBefore,
        attempt,
        deadline,
        holder,
        job,
        surplus);
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }
}
