package org.segmentcourier.aws;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.core.SdkResponse;

/** The clock that dates objects in S3: only by it can their age be told, ours may be wrong. */
public final class S3Clock {

  private S3Clock() {}

  /**
   * When S3 gave an answer, in whole seconds.
   *
   * @throws IllegalStateException if it doesn't say; S3 always does
   */
  public static Instant at(SdkResponse answer) {
    String date =
        answer
            .sdkHttpResponse()
            .firstMatchingHeader("Date")
            .orElseThrow(() -> new IllegalStateException("S3 answered without a Date header"));
    return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
  }
}
