package org.segmentcourier.segment;

/**
 * A line of the output that no segment can be made of: broken, or reported by Personalize as an
 * error. The lines around it are not touched by it.
 *
 * <p>The message is the reason, fit to be shown to anybody: it never holds a user id.
 */
public final class BadSegment extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadSegment(String reason) {
    super(reason);
  }

  BadSegment(String reason, Throwable cause) {
    super(reason, cause);
  }
}
