package org.segmentcourier.training.personalize;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.personalize.model.LimitExceededException;
import software.amazon.awssdk.services.personalize.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Which failures of AWS calls pass if one waits: they are no failure of the run. */
public final class PassingFailures {

  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int SERVER_ERROR = 500;

  private PassingFailures() {}

  /**
   * Limits (Personalize has one error for rates and for pending jobs), operations that depend on
   * each other, throttling, errors within AWS, answers that didn't come, and objects that were put
   * or deleted between listing and reading them.
   *
   * @param failure as Camel hands it on, perhaps wrapped
   */
  public static boolean passes(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SdkException sdk) {
        return passes(sdk);
      }
    }
    return false;
  }

  private static boolean passes(SdkException failure) {
    return failure instanceof LimitExceededException
        || failure instanceof ResourceInUseException
        || failure instanceof SdkClientException
        || changedMeanwhile(failure)
        || RetryUtils.isThrottlingException(failure)
        || (failure instanceof AwsServiceException answer && answer.statusCode() >= SERVER_ERROR);
  }

  private static boolean changedMeanwhile(SdkException failure) {
    return failure instanceof S3Exception answer
        && (answer.statusCode() == NOT_FOUND || answer.statusCode() == PRECONDITION_FAILED);
  }
}
