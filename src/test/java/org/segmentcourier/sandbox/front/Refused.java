package org.segmentcourier.sandbox.front;

/** A call is refused before its service has seen it. */
final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  Refused(Refusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  Refused(int status, String code, String message) {
    this(new Refusal(status, code, message));
  }

  Refusal refusal() {
    return refusal;
  }
}
