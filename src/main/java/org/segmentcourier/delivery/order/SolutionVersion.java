package org.segmentcourier.delivery.order;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;

/**
 * A trained model of Personalize, as a job used it.
 *
 * @param created null if Personalize does not know it any more
 * @param age how long before the job it was created; null if that is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SolutionVersion(String arn, Instant created, Duration age) {

  /** ARN of the solution that it is a version of. */
  public String solution() {
    int last = arn.lastIndexOf('/');
    return last < 0 ? arn : arn.substring(0, last);
  }

  /** One that was created then, for a job that was created later. */
  static SolutionVersion of(String arn, Instant created, Instant job) {
    return new SolutionVersion(arn, created, Duration.between(created, job));
  }

  /** One that Personalize does not know any more: solutions can be deleted, their jobs stay. */
  static SolutionVersion gone(String arn) {
    return new SolutionVersion(arn, null, null);
  }
}
