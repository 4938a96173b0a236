package org.segmentcourier.aws;

import java.time.Duration;
import java.time.Instant;

/**
 * How a message has come into its queue.
 *
 * @param sent when, by the clock of SQS; null if it didn't say
 * @param setAside whether it was set aside before, with a reason, and was moved back
 */
public record Arrival(Instant sent, boolean setAside) {

  /** Who finds that it isn't time to give up may send the next message so much later. */
  private static final Duration LONGEST_LOOK = Duration.ofHours(1);

  /**
   * Whether what is waited for is to be waited for anew: the message was moved back, by a person
   * who has mended the cause. One that SQS itself had moved to the redrive queue bears no mark, but
   * nobody sends a message long after its deadline.
   *
   * @param deadline of the message; null if it has none
   */
  public boolean isAnew(Instant deadline) {
    return sent != null
        && (setAside || (deadline != null && sent.isAfter(deadline.plus(LONGEST_LOOK))));
  }
}
