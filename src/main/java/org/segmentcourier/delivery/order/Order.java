package org.segmentcourier.delivery.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A message on the deliveries queue: deliver this job, or do what somebody has decided on a file of
 * its delivery. What can't be done at the moment is ordered again, as a tick: each is sent by the
 * one before it.
 *
 * @param job ARN of a batch segment job
 * @param judgement what was decided; null: the job is to be delivered
 * @param round 0: its only delivery; else it was delivered so many times before, and is to be once
 *     more, by a delivery of its own
 * @param number of the tick; 0: nothing was waited for yet
 * @param attempt how often delivering was held up
 * @param notBefore a tick before it only sends the next; null: at once
 * @param deadline when what holds it up is waited for no longer; null: nothing has yet
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Order(
    String job,
    Judgement judgement,
    int round,
    int number,
    int attempt,
    Instant notBefore,
    Instant deadline) {

  public static Order of(String job) {
    return of(job, null);
  }

  /** The order to deliver a job that was delivered before. */
  public static Order of(String job, int round) {
    return new Order(job, null, round, 0, 0, null, null);
  }

  /** The order to do what was decided on a file of the job's delivery. */
  public static Order of(String job, Judgement judgement) {
    return new Order(job, judgement, 0, 0, 0, null, null);
  }

  /** The same as it was at first: nothing was waited for. */
  Order renewed() {
    return new Order(job, judgement, round, 0, 0, null, null);
  }

  /** The same once more, since it is too early. */
  Order unchanged() {
    return new Order(job, judgement, round, number + 1, attempt, notBefore, deadline);
  }

  /** Its last attempt has got on: nothing is waited for any longer. */
  Order gotOn() {
    return new Order(job, judgement, round, number, 0, null, null);
  }

  /** The next attempt. */
  Order again(Instant time, Instant until) {
    return new Order(job, judgement, round, number + 1, attempt + 1, time, until);
  }
}
