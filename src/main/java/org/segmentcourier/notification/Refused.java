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

  public Notification getNotification() {
    return notification;
  }
}
