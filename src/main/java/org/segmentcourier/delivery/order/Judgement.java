package org.segmentcourier.delivery.order;

/**
 * What somebody has decided on a segment file that was held.
 *
 * @param delivery its id
 * @param file name of the segment file
 */
public record Judgement(String delivery, String file, Verdict verdict) {

  /** What is to become of it. */
  public enum Verdict {
    /** It is published. */
    RELEASE,
    /** It is not. */
    DROP
  }
}
