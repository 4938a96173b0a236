package org.segmentcourier.delivery;

/**
 * What a message asks to be delivered never can be, so that trying again would change nothing: it
 * is for the redrive queue.
 */
public final class Undeliverable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final String ORIGIN = "deliveries";

  /**
   * @param reason what was wrong, where, and what would be right
   */
  Undeliverable(String reason) {
    super(reason);
  }

  Undeliverable(String reason, Throwable cause) {
    super(reason, cause);
  }

  public String getReason() {
    return getMessage();
  }

  public String getOrigin() {
    return ORIGIN;
  }
}
