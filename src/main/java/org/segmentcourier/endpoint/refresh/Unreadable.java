package org.segmentcourier.endpoint.refresh;

/** A file that can't be read at all, whatever stands in its rows: nothing of it counts. */
final class Unreadable extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is wrong with the file, and what would be right. It is logged, and told: so
   *     it quotes nothing of the file, which is full of people
   */
  Unreadable(String reason) {
    super(reason);
  }

  Unreadable(String reason, Throwable cause) {
    super(reason, cause);
  }
}
