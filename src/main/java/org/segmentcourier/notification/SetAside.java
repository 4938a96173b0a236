package org.segmentcourier.notification;

import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.text.FailedAt;

/**
 * Why a message was set aside.
 *
 * @param understood whether we know what it means; if so, working on it failed
 * @param reason what was wrong; goes with the message as an attribute
 * @param origin what the message is about or who sent it, as far as it can be told, and the queue
 *     that it came by; goes with the message, too
 * @param words what people are told, by who gave the message up; null: what is told of any message
 */
public record SetAside(boolean understood, String reason, String origin, Notification words) {

  /** The reason is read by people; what is longer is in the log. */
  private static final int LONGEST = 1_000;

  private static final String UNKNOWN = "unknown";

  /** What SQS takes in no attribute. */
  private static final String UNPRINTABLE = "[\\p{Cntrl}\uFFFE\uFFFF]+";

  /**
   * The reason is the failure itself, however Camel has wrapped it.
   *
   * @param inbox the route that received the message
   * @param about what the route has found the message to be about; null if it didn't get so far
   */
  public static SetAside because(Exception failure, String inbox, String about) {
    var subject = about == null || about.isBlank() ? UNKNOWN : about;
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotUnderstood found) {
        var sender = found.getOrigin().equals(UNKNOWN) ? subject : found.getOrigin();
        return of(false, found.getReason(), sender, inbox, null);
      }
      if (cause instanceof GivenUp found) {
        return of(true, found.getMessage(), subject, inbox, found.getNotification());
      }
      root = cause;
    }
    var reason = root.getClass().getSimpleName() + ": " + root.getMessage();
    return of(true, FailedAt.with(reason, failure), subject, inbox, null);
  }

  private static SetAside of(
      boolean understood, String reason, String origin, String inbox, Notification words) {
    var queue = "queue " + inbox;
    var whence = origin.equals(UNKNOWN) ? queue : origin + ", by " + queue;
    return new SetAside(understood, attribute(reason), attribute(whence), words);
  }

  private static String attribute(String text) {
    var printable = String.valueOf(text).replaceAll(UNPRINTABLE, " ").strip();
    return printable.length() <= LONGEST ? printable : printable.substring(0, LONGEST) + "…";
  }
}
