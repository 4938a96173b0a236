package org.segmentcourier.delivery.order;

import org.segmentcourier.endpoint.NoAnswer;

/**
 * What a message asks to be delivered can't be, and trying again would not change that before
 * somebody has mended something: people are told, and the message goes to the redrive queue.
 */
public final class Undeliverable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what was wrong, where, and what would be right
   */
  public Undeliverable(String reason) {
    super(reason);
  }

  public Undeliverable(String reason, Throwable cause) {
    super(reason, cause);
  }

  /** What was wrong, however Camel has wrapped it. */
  public static String reason(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Undeliverable || cause instanceof NoAnswer) {
        return cause.getMessage();
      }
    }
    throw new IllegalArgumentException("no failure for good", failure);
  }
}
