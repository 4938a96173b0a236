package org.segmentcourier.destination;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long an import has been waiting for the next thing to come to pass.
 *
 * @param notBefore an earlier tick only sends the next one; null: at once
 * @param attempt how many looks in a row failed, or found somebody else at work; pauses grow with
 *     it
 * @param missed how many looks in a row did not find the file or the job
 * @param running the import jobs that took all places at the last look; empty if the import is not
 *     waiting for a place
 * @param deadline when the import is given up
 */
public record Waiting(
    Instant notBefore, int attempt, int missed, List<String> running, Instant deadline) {

  /**
   * No look waits longer for the next: what is back is soon made use of. With the delay of the
   * queue it is half a minute.
   */
  public static final Duration LONGEST_PAUSE = Duration.ofSeconds(25);

  public Waiting {
    running = running == null ? List.of() : List.copyOf(running);
    deadline = deadline == null ? Instant.EPOCH : deadline;
  }

  /** Nothing was waited for yet. */
  static Waiting until(Instant deadline) {
    return new Waiting(null, 0, 0, List.of(), deadline);
  }

  /** The last look failed, or it was too early to act. */
  public Waiting pausing(Instant earliest) {
    return new Waiting(earliest, attempt + 1, missed, running, deadline);
  }

  /** The last look did not find what it was for. */
  public Waiting missing(Instant earliest) {
    return new Waiting(earliest, attempt + 1, missed + 1, running, deadline);
  }

  /** The last look found what it was for. */
  Waiting found() {
    return new Waiting(notBefore, attempt, 0, running, deadline);
  }

  /** The last look went well, and nothing was to be done. */
  public Waiting on() {
    return new Waiting(null, 0, 0, running, deadline);
  }

  /**
   * All places were taken. While they change hands, an import may wait as long as it takes: only
   * when the same jobs have been running from one look to the next, the deadline goes on.
   *
   * @param anew the deadline, if it counts anew
   */
  public Waiting forPlaceOf(List<String> jobs, Instant anew) {
    return new Waiting(notBefore, attempt, missed, jobs, jobs.equals(running) ? deadline : anew);
  }

  /**
   * Whether it is too early to look. A time further away than any pause was set by another clock,
   * or by this one before it was put right: nobody waits for that.
   */
  public boolean isEarly(Instant now) {
    return notBefore != null
        && now.isBefore(notBefore)
        && now.isAfter(notBefore.minus(LONGEST_PAUSE));
  }

  public boolean isOverdue(Instant now) {
    return !now.isBefore(deadline);
  }
}
