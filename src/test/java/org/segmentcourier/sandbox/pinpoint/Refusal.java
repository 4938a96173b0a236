package org.segmentcourier.sandbox.pinpoint;

/** Why one endpoint definition can't be taken: a failed row of an import, or a bad request. */
final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  Refusal(String reason) {
    super(reason, null, false, false);
  }
}
