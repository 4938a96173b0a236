package org.segmentcourier.sandbox.personalize;

/** Work that can't be done; the message becomes the resource's {@code failureReason}. */
final class JobFailed extends Exception {

  private static final long serialVersionUID = 1L;

  JobFailed(String reason) {
    super(reason);
  }
}
