package org.segmentcourier.event;

/**
 * A message whose meaning we don't know, so that repeating it would change nothing: it goes to its
 * inbox's redrive queue at first sight.
 */
public final class NotUnderstood extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String reason;
  private final String origin;

  /**
   * @param reason what was wrong, where, and what would be right; never the message itself
   * @param origin who sent it, as far as it can be told, such as {@code aws.s3} or {@code unknown}
   */
  public NotUnderstood(String reason, String origin) {
    super(reason + " (from " + origin + ")");
    this.reason = reason;
    this.origin = origin;
  }

  public String getReason() {
    return reason;
  }

  public String getOrigin() {
    return origin;
  }
}
