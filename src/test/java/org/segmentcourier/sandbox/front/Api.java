package org.segmentcourier.sandbox.front;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The AWS services that the front knows, and how each refuses calls whatever the operation. Codes
 * and statuses: the services' pages of common errors, and for Pinpoint its model.
 */
enum Api {
  PERSONALIZE(
      "personalize",
      "personalize-2018-05-22",
      "AmazonPersonalize",
      ErrorFormat.JSON,
      new Refusal(400, "InvalidInputException", ""),
      new Refusal(400, "ThrottlingException", "Rate exceeded"),
      new Refusal(500, "InternalFailure", "The request processing has failed"),
      new Refusal(400, "AccessDeniedException", "")),
  PINPOINT(
      "mobiletargeting",
      "pinpoint-2016-12-01",
      "",
      ErrorFormat.REST_JSON,
      new Refusal(400, "BadRequestException", ""),
      new Refusal(429, "TooManyRequestsException", "Too many requests"),
      new Refusal(500, "InternalServerErrorException", "Internal server error"),
      new Refusal(403, "ForbiddenException", "")),
  EVENTBRIDGE(
      "events",
      "eventbridge-2015-10-07",
      "AWSEvents",
      ErrorFormat.JSON,
      new Refusal(400, "ValidationException", ""),
      new Refusal(400, "ThrottlingException", "Rate exceeded"),
      new Refusal(500, "InternalException", "Internal failure"),
      new Refusal(400, "AccessDeniedException", "")),
  SNS(
      "sns",
      "sns-2010-03-31",
      "",
      ErrorFormat.QUERY,
      new Refusal(400, "InvalidParameter", ""),
      new Refusal(400, "ThrottlingException", "Rate exceeded"),
      new Refusal(500, "InternalError", "Internal failure"),
      new Refusal(403, "AuthorizationError", "")),
  STS(
      "sts",
      "sts-2011-06-15",
      "",
      ErrorFormat.QUERY,
      new Refusal(400, "ValidationError", ""),
      new Refusal(400, "Throttling", "Rate exceeded"),
      new Refusal(500, "InternalFailure", "The request processing has failed"),
      new Refusal(403, "AccessDenied", "")),
  SQS(
      "sqs",
      "",
      "AmazonSQS",
      ErrorFormat.JSON,
      new Refusal(400, "InvalidParameterValue", ""),
      new Refusal(400, "RequestThrottled", "Request is throttled"),
      new Refusal(500, "InternalFailure", "The request processing has failed"),
      new Refusal(403, "AccessDenied", "")),
  S3(
      "s3",
      "",
      "",
      ErrorFormat.S3,
      new Refusal(400, "InvalidRequest", ""),
      new Refusal(503, "SlowDown", "Please reduce your request rate."),
      new Refusal(500, "InternalError", "We encountered an internal error. Please try again."),
      new Refusal(403, "AccessDenied", ""));

  private final String scope;
  private final String model;
  private final String targetPrefix;
  private final ErrorFormat format;
  private final Refusal invalid;
  private final Refusal throttled;
  private final Refusal failed;
  private final Refusal denied;

  Api(
      String scope,
      String model,
      String targetPrefix,
      ErrorFormat format,
      Refusal invalid,
      Refusal throttled,
      Refusal failed,
      Refusal denied) {
    this.scope = scope;
    this.model = model;
    this.targetPrefix = targetPrefix;
    this.format = format;
    this.invalid = invalid;
    this.throttled = throttled;
    this.failed = failed;
    this.denied = denied;
  }

  /**
   * @throws IllegalArgumentException the front knows no such service
   */
  static Api of(String scope) {
    return Arrays.stream(values())
        .filter(api -> api.scope.equals(scope))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no service '%s'; there are %s"
                        .formatted(scope, Arrays.stream(values()).map(Api::scope).toList())));
  }

  /**
   * The service that a JSON request names in its {@code X-Amz-Target}, such as {@code
   * AmazonSQS.SendMessage}.
   */
  static Optional<Api> ofTarget(String target) {
    return Arrays.stream(values())
        .filter(api -> !api.targetPrefix.isEmpty() && target.startsWith(api.targetPrefix + "."))
        .findFirst();
  }

  /** The service as signatures and IAM name it. */
  String scope() {
    return scope;
  }

  /** Name of the service model; empty if the front only forwards to it. */
  String model() {
    return model;
  }

  /** The refusal of a request that can't be made sense of. */
  Refusal malformed(String message) {
    return format == ErrorFormat.JSON
        ? new Refusal(400, "SerializationException", message)
        : invalid(message);
  }

  /** The refusal of a request that violates the service model. */
  Refusal invalid(String message) {
    return invalid.saying(message);
  }

  Refusal throttled() {
    return throttled;
  }

  Refusal failed() {
    return failed;
  }

  /** The refusal of a call that its caller may not make. */
  Refusal denied(String action, String resource) {
    return denied.saying(
        "User: arn:aws:iam::000000000000:user/test is not authorized to perform: "
            + action
            + (resource.isEmpty() ? "" : " on resource: " + resource));
  }

  /** One of the refusals that any operation may give, by its code. */
  Optional<Refusal> common(String code) {
    return Stream.of(invalid, throttled, failed, denied)
        .filter(refusal -> refusal.code().equals(code))
        .findFirst();
  }

  /** A refusal as this service sends it. */
  Response refuse(Refusal refusal) {
    return format.encode(refusal, UUID.randomUUID().toString()).because(refusal.code());
  }
}
