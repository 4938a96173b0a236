package org.segmentcourier.notification;

import org.segmentcourier.event.NotUnderstood;

/**
 * Why a message was set aside.
 *
 * @param understood whether we know what it means; if so, working on it failed at each try
 * @param reason what was wrong; goes with the message as an attribute
 * @param origin who sent it, as far as it can be told
 */
public record SetAside(boolean understood, String reason, String origin) {

  /** The reason is read by people; what is longer is in the log. */
  private static final int LONGEST_REASON = 1_000;

  /** What SQS takes in no attribute. */
  private static final String UNPRINTABLE = "[\\p{Cntrl}\uFFFE\uFFFF]+";

  /** The reason is the failure itself, however Camel has wrapped it. */
  public static SetAside because(Exception failure) {
    Throwable root = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof NotUnderstood found) {
        return new SetAside(false, attribute(found.getReason()), attribute(found.getOrigin()));
      }
      root = cause;
    }
    var name = root.getClass().getSimpleName();
    return new SetAside(true, attribute(name + ": " + root.getMessage()), "unknown");
  }

  private static String attribute(String text) {
    var printable = String.valueOf(text).replaceAll(UNPRINTABLE, " ").strip();
    return printable.length() <= LONGEST_REASON
        ? printable
        : printable.substring(0, LONGEST_REASON) + "…";
  }
}
