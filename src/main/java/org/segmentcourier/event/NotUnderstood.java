package org.segmentcourier.event;

import com.fasterxml.jackson.core.JsonProcessingException;

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

  /**
   * It is no JSON, or not of the form that is expected. The reason says where it breaks: what the
   * parser says of it quotes the message.
   *
   * @param what it is not, as a sentence without its end
   */
  public static NotUnderstood json(String what, JsonProcessingException failure) {
    return new NotUnderstood(what + at(failure), "unknown");
  }

  /** Where it breaks: {@code : it breaks at line 1, column 7}, if that is known. */
  static String at(JsonProcessingException failure) {
    var at = failure.getLocation();
    return at == null
        ? ""
        : ": it breaks at line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
  }

  public String getReason() {
    return reason;
  }

  public String getOrigin() {
    return origin;
  }
}
