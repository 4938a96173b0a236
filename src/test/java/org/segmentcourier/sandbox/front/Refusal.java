package org.segmentcourier.sandbox.front;

/**
 * An error as it goes over the wire.
 *
 * @param status HTTP status
 * @param code the error's code or type, such as {@code ResourceNotFoundException}
 */
record Refusal(int status, String code, String message) {

  /** The same with another message. */
  Refusal saying(String newMessage) {
    return new Refusal(status, code, newMessage);
  }
}
