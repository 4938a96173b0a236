package org.segmentcourier.endpoint;

/** The endpoints of a user could not be learned, so that it is not known whether there are any. */
public final class NoAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message names no user: it is logged, and told
   */
  public NoAnswer(String message) {
    super(message);
  }

  NoAnswer(String message, Throwable cause) {
    super(message, cause);
  }
}
