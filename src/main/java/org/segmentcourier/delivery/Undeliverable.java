package org.segmentcourier.delivery;

/** What a message asks to be delivered can't be, as things are; it is for the redrive queue. */
public final class Undeliverable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  Undeliverable(String message) {
    super(message);
  }

  Undeliverable(String message, Throwable cause) {
    super(message, cause);
  }
}
