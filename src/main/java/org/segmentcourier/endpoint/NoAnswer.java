package org.segmentcourier.endpoint;

/**
 * Endpoints can't be learned, so that it is not known whether there are any; waiting would not
 * change that.
 */
public class NoAnswer extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message names no user: it is logged, and told
   */
  public NoAnswer(String message) {
    super(message);
  }
}
