package org.segmentcourier.endpoint;

import java.util.List;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.segment.UserBatch;

/** Somebody who knows the endpoints of users; the same for a whole build. */
public interface EndpointSource {

  /** The column of addresses, as Pinpoint calls it. */
  String ADDRESS = "Address";

  /** What records call it, such as {@code pinpoint}. */
  String name();

  /**
   * Whether another one knows what this one was too early for, such as a late opt-out. Who is asked
   * at the moment itself is never too early.
   */
  default boolean isOvertakenBy(EndpointSource other) {
    return false;
  }

  /**
   * Makes sure that there is somebody to ask: where nobody is, every user would be unknown.
   *
   * @throws NoAnswer if there is nobody
   */
  void check();

  /**
   * Whether there are endpoints whose ids were made here, so that who takes a segment file must be
   * told more of them than that.
   */
  boolean hasMadeIds();

  /**
   * More of the endpoints of a batch that it has found: for each one, and each of these columns, a
   * value in UTF-8; null where there is none.
   *
   * @param columns as Pinpoint calls them: {@link #ADDRESS}, {@code Attributes.team}
   * @throws NoAnswer if it knows nothing of such a column
   */
  byte[][][] values(EndpointBatch found, List<String> columns);

  /** Whether each user costs a call, so that they are better counted first. */
  boolean asksOneByOne();

  /**
   * Makes sure that so many users can be looked up in the time that a delivery may take.
   *
   * @throws NoAnswer if they can't
   */
  void expect(long users);

  /**
   * Looks up each user of a batch. A user whom nobody knows has no endpoints; that is an answer.
   *
   * @throws NoAnswer if any user's endpoints can't be learned; then nothing is known of the batch
   * @throws NotYet if they can't be learned at the moment
   */
  EndpointBatch find(UserBatch batch);
}
