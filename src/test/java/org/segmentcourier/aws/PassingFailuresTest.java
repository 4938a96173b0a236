package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.apache.camel.ExpressionEvaluationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.personalize.model.InvalidInputException;
import software.amazon.awssdk.services.personalize.model.LimitExceededException;
import software.amazon.awssdk.services.personalize.model.PersonalizeException;
import software.amazon.awssdk.services.personalize.model.ResourceInUseException;
import software.amazon.awssdk.services.personalize.model.ResourceNotFoundException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.ForbiddenException;
import software.amazon.awssdk.services.pinpoint.model.InternalServerErrorException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class PassingFailuresTest {

  static Stream<Exception> whatPasses() {
    return Stream.of(
        TooManyRequestsException.builder().statusCode(429).build(),
        refused(PersonalizeException.builder(), 400, "ThrottlingException"),
        refused(S3Exception.builder(), 503, "SlowDown"),
        InternalServerErrorException.builder().statusCode(500).build(),
        refused(S3Exception.builder(), 400, "RequestTimeout"),
        refused(S3Exception.builder(), 400, "InvalidPart"),
        refused(S3Exception.builder(), 400, "BadDigest"),
        refused(S3Exception.builder(), 400, "ExpiredToken"),
        refused(PersonalizeException.builder(), 400, "ExpiredTokenException"),
        refused(S3Exception.builder(), 403, "RequestTimeTooSkewed"),
        refused(S3Exception.builder(), 409, "ConditionalRequestConflict"),
        NoSuchKeyException.builder().statusCode(404).build(),
        refused(S3Exception.builder(), 412, "PreconditionFailed"),
        LimitExceededException.builder().statusCode(400).build(),
        ResourceInUseException.builder().statusCode(400).build(),
        BadRequestException.builder().statusCode(400).message("Too many import jobs").build(),
        BadRequestException.builder().statusCode(400).message("Concurrent jobs: 2 at most").build(),
        ApiCallTimeoutException.create(60_000),
        ApiCallAttemptTimeoutException.create(20_000),
        SdkClientException.create("Unable to load credentials from any of the providers"),
        new ConnectException("Connection refused"),
        new SocketTimeoutException("Read timed out"),
        new UnknownHostException("s3.us-east-1.amazonaws.com"),
        new IOException("No space left on device"),
        new NotYet("the job is CREATE IN_PROGRESS"));
  }

  @ParameterizedTest
  @MethodSource("whatPasses")
  void whatPassesByWaitingPassesHoweverItIsWrapped(Exception failure) {
    assertThat(PassingFailures.passes(failure)).isTrue();
    assertThat(
            PassingFailures.passes(
                new ExpressionEvaluationException(null, null, new RuntimeException(failure))))
        .isTrue();
  }

  static Stream<Exception> whatDoesNotPass() {
    return Stream.of(
        refused(S3Exception.builder(), 403, "AccessDenied"),
        NoSuchBucketException.builder().statusCode(404).build(),
        refused(PersonalizeException.builder(), 400, "UnrecognizedClientException"),
        InvalidInputException.builder().statusCode(400).build(),
        ResourceNotFoundException.builder().statusCode(400).build(),
        ForbiddenException.builder().statusCode(403).build(),
        BadRequestException.builder().statusCode(400).message("Name is too long").build(),
        BadRequestException.builder().statusCode(400).message("Too many characters").build(),
        AbortedException.create("the application stops"),
        new IOException("Is a directory"),
        new NoSuchFileException("input"),
        new IllegalStateException("the ledger doesn't balance"));
  }

  @ParameterizedTest
  @MethodSource("whatDoesNotPass")
  void whatPeopleMustMendDoesNot(Exception failure) {
    assertThat(PassingFailures.passes(failure)).isFalse();
  }

  /** The refusal is the reason, not the connection that was lost before it. */
  @Test
  void aReasonSaysWhatWasAtTheBottom() {
    var full = new IOException("No space left on device");

    assertThat(PassingFailures.reason(SdkClientException.create("Failed to write", full)))
        .startsWith("Failed to write")
        .endsWith(": No space left on device");
    assertThat(PassingFailures.reason(full)).isEqualTo("No space left on device");
    assertThat(PassingFailures.reason(new RuntimeException(full)))
        .isEqualTo("java.io.IOException: No space left on device");
  }

  @Test
  void theOutermostThatTellsDecides() {
    var refusal = S3Exception.builder().statusCode(403);
    refusal.cause(new ConnectException("Connection refused"));

    assertThat(PassingFailures.passes(refusal.build())).isFalse();
  }

  private static Exception refused(AwsServiceException.Builder failure, int status, String code) {
    return failure
        .statusCode(status)
        .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
        .build();
  }
}
