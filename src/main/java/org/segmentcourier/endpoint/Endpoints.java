package org.segmentcourier.endpoint;

import org.segmentcourier.aws.NotYet;
import org.segmentcourier.segment.UserBatch;

/** Knows the endpoints of users. */
public interface Endpoints {

  /**
   * Makes sure that there is somebody to ask: where nobody is, every user would be unknown.
   *
   * @throws NoAnswer if there is nobody
   */
  void check();

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
