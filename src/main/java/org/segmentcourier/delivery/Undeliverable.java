package org.segmentcourier.delivery;

/**
 * What a message asks to be delivered can't be, and trying again is unlikely to change that: people
 * are told, and the message ends in the redrive queue.
 */
public final class Undeliverable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what was wrong, where, and what would be right
   */
  public Undeliverable(String reason) {
    super(reason);
  }

  Undeliverable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
