package org.segmentcourier.delivery.order;

/**
 * Whether an attempt to deliver has done something for good, which the next one need not do again:
 * decided the delivery, or published a file. The exchanges of one attempt have it in common.
 */
public final class Progress {

  private volatile boolean made;

  /** Something is done for good. */
  void made() {
    made = true;
  }

  boolean isMade() {
    return made;
  }
}
