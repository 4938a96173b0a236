package org.segmentcourier.endpoint.directory;

import org.segmentcourier.endpoint.NoAnswer;

/**
 * A snapshot that is not what it was when it was written, or is another's: it is not used. Where
 * there is no other one, nobody knows the endpoints of users.
 */
public final class BrokenSnapshot extends NoAnswer {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, where, and what would be right
   * @param cause null if there is none
   */
  BrokenSnapshot(String message, Throwable cause) {
    super(message);
    initCause(cause);
  }
}
