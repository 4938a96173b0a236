package org.segmentcourier.destination.pinpoint;

import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.PayloadTooLargeException;

/** Tells a failed call that is worth waiting for from one that only people can mend. */
final class ImportTroubles {

  private static final int SERVER_ERROR = 500;
  private static final int TOO_MANY_REQUESTS = 429;

  /**
   * Pinpoint documents 429 for all its limits. Should that of concurrent import jobs come as a bad
   * request, it will say so; other limits, such as the length of a name, don't pass.
   */
  private static final Pattern LIMIT =
      Pattern.compile("concurren|too many", Pattern.CASE_INSENSITIVE);

  private ImportTroubles() {}

  /** Throttled, over a limit, the service's own fault, or no answer in time. */
  static boolean passes(SdkException failure) {
    if (failure instanceof AwsServiceException answer) {
      return answer.statusCode() >= SERVER_ERROR || isOverLimit(answer);
    }
    return failure instanceof SdkClientException;
  }

  /** Pinpoint says that the import itself is wrong, not that we may not ask. */
  static boolean isRefusal(SdkException failure) {
    return failure instanceof BadRequestException || failure instanceof PayloadTooLargeException;
  }

  /** Too many calls, or too many import jobs: the two are not told apart. */
  static boolean isOverLimit(SdkException failure) {
    return failure instanceof AwsServiceException answer
        && (answer.statusCode() == TOO_MANY_REQUESTS
            || answer.isThrottlingException()
            || namesLimit(answer));
  }

  private static boolean namesLimit(AwsServiceException answer) {
    return answer instanceof BadRequestException
        && LIMIT.matcher(String.valueOf(answer.getMessage())).find();
  }
}
