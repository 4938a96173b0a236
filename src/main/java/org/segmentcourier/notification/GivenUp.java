package org.segmentcourier.notification;

/**
 * Work on a message is given up: trying again would not help before somebody has mended what they
 * are told. The message is set aside at once.
 */
public final class GivenUp extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Notification notification;

  /**
   * @param reason goes with the message
   * @param notification what was wrong, where, and what would be right
   */
  public GivenUp(String reason, Notification notification) {
    super(reason);
    this.notification = notification;
  }

  public Notification getNotification() {
    return notification;
  }
}
