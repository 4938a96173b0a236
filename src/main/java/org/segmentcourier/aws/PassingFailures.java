package org.segmentcourier.aws;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.core.retry.RetryUtils;
import software.amazon.awssdk.services.personalize.model.LimitExceededException;
import software.amazon.awssdk.services.personalize.model.ResourceInUseException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Which failures pass if one waits: they are no failure of the work. Throttling, errors within AWS,
 * answers that didn't come, limits that become free, credentials that are renewed, a full disk.
 */
public final class PassingFailures {

  private static final int REQUEST_TIMEOUT = 408;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;
  private static final int SERVER_ERROR = 500;

  /** What services call it that a request came too late, or with credentials of yesterday. */
  private static final Set<String> LATE =
      Set.of(
          "ExpiredToken",
          "ExpiredTokenException",
          "RequestExpired",
          "RequestTimeTooSkewed",
          "RequestTimeout");

  /** What S3 calls it that the parts of a body are not what was sent. */
  private static final Set<String> GARBLED =
      Set.of("BadDigest", "IncompleteBody", "InvalidPart", "XAmzContentChecksumMismatch");

  /**
   * Pinpoint documents 429 for all its limits. Should that of concurrent import jobs come as a bad
   * request, it will say so; other limits, such as the length of a name, don't pass.
   */
  private static final Pattern FULL =
      Pattern.compile("concurrent|too many (\\w+ ){0,3}jobs", Pattern.CASE_INSENSITIVE);

  private static final Pattern FULL_DISK =
      Pattern.compile("No space left on device|Disk quota exceeded");

  private PassingFailures() {}

  /**
   * @param failure as Camel hands it on, perhaps wrapped
   */
  public static boolean passes(Throwable failure) {
    return in(failure).isPresent();
  }

  /** What passes of a failure that does, without what others have wrapped around it. */
  public static Optional<Throwable> in(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SdkException
          || cause instanceof NotYet
          || isDisconnected(cause)
          || isFullDisk(cause)) {
        return Optional.of(cause).filter(PassingFailures::isPassing);
      }
    }
    return Optional.empty();
  }

  /** What a failure says, and what was at the bottom of it, if that says something else. */
  public static String reason(Throwable failure) {
    var bottom = failure;
    while (bottom.getCause() != null) {
      bottom = bottom.getCause();
    }
    var says = String.valueOf(failure.getMessage());
    var bottomSays = String.valueOf(bottom.getMessage());
    return says.contains(bottomSays) ? says : says + ": " + bottomSays;
  }

  private static boolean isPassing(Throwable cause) {
    if (cause instanceof SdkServiceException answer) {
      return isPassing(answer);
    }
    return !(cause instanceof AbortedException); // no answer passes, unless it was we who hung up
  }

  private static boolean isPassing(SdkServiceException answer) {
    return answer.statusCode() >= SERVER_ERROR
        || answer.statusCode() == REQUEST_TIMEOUT
        || RetryUtils.isThrottlingException(answer)
        || LATE.contains(code(answer))
        || GARBLED.contains(code(answer))
        || isFull(answer)
        || isMoving(answer);
  }

  private static String code(SdkServiceException answer) {
    AwsErrorDetails details =
        answer instanceof AwsServiceException aws ? aws.awsErrorDetails() : null;
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** Limits (Personalize has one error for rates and for pending jobs), and what is in use. */
  private static boolean isFull(SdkServiceException answer) {
    return answer instanceof LimitExceededException
        || answer instanceof ResourceInUseException
        || (answer instanceof BadRequestException
            && FULL.matcher(String.valueOf(answer.getMessage())).find());
  }

  /** An object was put or deleted between listing and reading it, or is just being put. */
  private static boolean isMoving(SdkServiceException answer) {
    return answer instanceof NoSuchKeyException
        || (answer instanceof S3Exception
            && (answer.statusCode() == CONFLICT || answer.statusCode() == PRECONDITION_FAILED));
  }

  /** Another container may have room, or this one once its work is done; in the words of Linux. */
  private static boolean isFullDisk(Throwable cause) {
    return cause instanceof IOException
        && FULL_DISK.matcher(String.valueOf(cause.getMessage())).find();
  }

  private static boolean isDisconnected(Throwable cause) {
    return cause instanceof SocketException
        || cause instanceof SocketTimeoutException
        || cause instanceof UnknownHostException;
  }
}
