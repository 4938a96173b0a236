package org.segmentcourier.notification;

/**
 * Something that its author can mend, such as a config or a file: the author is told once, and the
 * message that brought it is acknowledged.
 */
public final class Refused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Notification notification;

  /**
   * @param notification what was wrong, where, and what would be right
   */
  public Refused(Notification notification) {
    super(notification.summary());
    this.notification = notification;
  }

  /** What is to be told of a failure that is a refusal, however Camel has wrapped it. */
  public static Notification notificationIn(Exception failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused.notification;
      }
    }
    throw new IllegalArgumentException("no refusal", failure);
  }

  public Notification getNotification() {
    return notification;
  }
}
