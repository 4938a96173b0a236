package org.segmentcourier.delivery.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * What somebody has decided on a segment file that was held.
 *
 * @param delivery its id
 * @param file name of the segment file
 * @param time when; null if that is not known. Who decides the same again may have mended what
 *     stood in the way
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Judgement(String delivery, String file, Verdict verdict, Instant time) {

  /** What is to become of it. */
  public enum Verdict {
    /** It is published. */
    RELEASE,
    /** It is not. */
    DROP
  }
}
