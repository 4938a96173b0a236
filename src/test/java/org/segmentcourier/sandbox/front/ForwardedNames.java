package org.segmentcourier.sandbox.front;

import java.util.Map;
import java.util.Optional;

/**
 * What a call to S3 or SQS is, told by its request line and headers, since its body is a stream
 * that goes to somebody else.
 */
final class ForwardedNames {

  /**
   * S3's sub-resources, by method and query parameter; IAM action by operation where it differs.
   */
  private static final Map<String, String> S3_ACTIONS =
      Map.ofEntries(
          Map.entry("HeadObject", "GetObject"),
          Map.entry("CopyObject", "PutObject"),
          Map.entry("CreateMultipartUpload", "PutObject"),
          Map.entry("UploadPart", "PutObject"),
          Map.entry("UploadPartCopy", "PutObject"),
          Map.entry("CompleteMultipartUpload", "PutObject"),
          Map.entry("DeleteObjects", "DeleteObject"),
          Map.entry("ListParts", "ListMultipartUploadParts"),
          Map.entry("ListMultipartUploads", "ListBucketMultipartUploads"),
          Map.entry("ListObjects", "ListBucket"),
          Map.entry("ListObjectsV2", "ListBucket"),
          Map.entry("HeadBucket", "ListBucket"),
          Map.entry("ListBuckets", "ListAllMyBuckets"),
          Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
          Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"));

  private ForwardedNames() {}

  static CallName of(Api api, Request request) {
    return api == Api.S3 ? s3(request) : sqs(api, request);
  }

  private static CallName s3(Request request) {
    String resource = request.path().substring(1);
    int slash = resource.indexOf('/');
    boolean object = slash >= 0 && slash < resource.length() - 1;
    String operation =
        object ? s3Object(request) : resource.isEmpty() ? "ListBuckets" : s3Bucket(request);
    String action = "s3:" + S3_ACTIONS.getOrDefault(operation, operation);
    return new CallName("s3", operation, action, resource);
  }

  private static String s3Object(Request request) {
    boolean copy = request.header("x-amz-copy-source").isPresent();
    boolean part = request.parameter("uploadId").isPresent();
    String aspect = request.parameter("tagging").map(t -> "Tagging").orElse("");
    return switch (request.method()) {
      case "HEAD" -> "HeadObject";
      case "GET" -> part ? "ListParts" : "GetObject" + aspect;
      case "PUT" ->
          part
              ? (copy ? "UploadPartCopy" : "UploadPart")
              : copy ? "CopyObject" : "PutObject" + aspect;
      case "POST" -> part ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> part ? "AbortMultipartUpload" : "DeleteObject" + aspect;
      default -> request.method();
    };
  }

  private static String s3Bucket(Request request) {
    String aspect = aspect(request).orElse("");
    return switch (request.method()) {
      case "HEAD" -> "HeadBucket";
      case "GET" ->
          request.parameter("uploads").isPresent()
              ? "ListMultipartUploads"
              : !aspect.isEmpty()
                  ? "GetBucket" + aspect
                  : request.parameter("list-type").isPresent() ? "ListObjectsV2" : "ListObjects";
      case "PUT" -> aspect.isEmpty() ? "CreateBucket" : "PutBucket" + aspect;
      case "POST" -> request.parameter("delete").isPresent() ? "DeleteObjects" : "PostObject";
      case "DELETE" -> "DeleteBucket" + aspect;
      default -> request.method();
    };
  }

  private static Optional<String> aspect(Request request) {
    return Map.of(
            "notification", "NotificationConfiguration",
            "location", "Location",
            "versioning", "Versioning",
            "policy", "Policy",
            "tagging", "Tagging",
            "acl", "Acl",
            "encryption", "Encryption",
            "lifecycle", "LifecycleConfiguration")
        .entrySet()
        .stream()
        .filter(e -> request.parameter(e.getKey()).isPresent())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static CallName sqs(Api api, Request request) {
    String operation =
        request
            .header("X-Amz-Target")
            .map(target -> target.substring(target.indexOf('.') + 1))
            .or(() -> request.parameter("Action"))
            .orElse("");
    return CallName.of(api.scope(), operation, request.path().length() > 1 ? request.path() : "");
  }
}
