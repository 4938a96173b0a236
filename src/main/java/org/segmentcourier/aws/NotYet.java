package org.segmentcourier.aws;

/** Something can't be done at the moment, for a reason that passes if one waits. */
public final class NotYet extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason what is waited for; names no user, since it is logged, and told
   */
  public NotYet(String reason) {
    super(reason);
  }
}
