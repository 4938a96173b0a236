package org.segmentcourier.text;

/**
 * A failure that does not say itself where it was: an operator's route may call anybody. The cause
 * is the failure.
 */
public final class FailedAt extends Exception {

  private static final long serialVersionUID = 1L;

  private final String where;

  /**
   * @param where such as {@code branch 'sms', to aws2-sqs://queue}
   */
  public FailedAt(String where, Throwable cause) {
    super(where + ": " + cause.getMessage(), cause);
    this.where = where;
  }

  /** What is wrong, with where it was, as far as that is known. */
  public static String with(String what, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof FailedAt found) {
        return found.where + ": " + what;
      }
    }
    return what;
  }
}
