package org.segmentcourier.sandbox.front;

/** A call is refused before its service has seen it. */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  Refused(Refusal refusal) {
    super(refusal.toString());
    this.refusal = refusal;
  }

  /**
   * @param status HTTP status
   * @param code as the service has it
   */
  public Refused(int status, String code, String message) {
    this(new Refusal(status, code, message));
  }

  Refusal refusal() {
    return refusal;
  }
}
