package org.segmentcourier.sandbox.front;

import java.util.Map;
import java.util.Optional;

/**
 * What a call to S3 or SQS is, told by its request line and headers, since its body is a stream
 * that is meant for somebody else.
 */
final class ForwardedNames {

  /** Operations that need an IAM action of another name. */
  private static final Map<String, String> ACTIONS =
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
          Map.entry("ListObjectVersions", "ListBucketVersions"),
          Map.entry("HeadBucket", "ListBucket"),
          Map.entry("ListBuckets", "ListAllMyBuckets"),
          Map.entry("GetBucketNotificationConfiguration", "GetBucketNotification"),
          Map.entry("PutBucketNotificationConfiguration", "PutBucketNotification"),
          Map.entry("SendMessageBatch", "SendMessage"),
          Map.entry("DeleteMessageBatch", "DeleteMessage"),
          Map.entry("ChangeMessageVisibilityBatch", "ChangeMessageVisibility"));

  /** What of a bucket or an object is meant by a query parameter. */
  private static final Map<String, String> ASPECTS =
      Map.of(
          "acl", "Acl",
          "encryption", "Encryption",
          "lifecycle", "LifecycleConfiguration",
          "location", "Location",
          "notification", "NotificationConfiguration",
          "policy", "Policy",
          "tagging", "Tagging",
          "versioning", "Versioning");

  private ForwardedNames() {}

  static CallName of(Api api, Request request) {
    var operation = api == Api.S3 ? s3(request) : sqs(request);
    var action = api.scope() + ":" + ACTIONS.getOrDefault(operation, operation);
    return new CallName(api.scope(), operation, action, request.path().substring(1));
  }

  private static String s3(Request request) {
    var path = request.path().substring(1);
    int slash = path.indexOf('/');
    if (path.isEmpty()) {
      return "ListBuckets";
    }
    return slash >= 0 && slash < path.length() - 1 ? ofObject(request) : ofBucket(request);
  }

  private static String ofObject(Request request) {
    boolean copy = request.header("x-amz-copy-source").isPresent();
    boolean upload = request.parameter("uploadId").isPresent();
    var object = "Object" + aspect(request).orElse("");
    return switch (request.method()) {
      case "HEAD" -> "HeadObject";
      case "GET" -> upload ? "ListParts" : "Get" + object;
      case "PUT" ->
          upload ? (copy ? "UploadPartCopy" : "UploadPart") : copy ? "CopyObject" : "Put" + object;
      case "POST" -> upload ? "CompleteMultipartUpload" : "CreateMultipartUpload";
      case "DELETE" -> upload ? "AbortMultipartUpload" : "Delete" + object;
      default -> request.method();
    };
  }

  private static String ofBucket(Request request) {
    var aspect = aspect(request);
    return switch (request.method()) {
      case "HEAD" -> "HeadBucket";
      case "GET" -> aspect.map(a -> "GetBucket" + a).orElseGet(() -> list(request));
      case "PUT" -> aspect.map(a -> "PutBucket" + a).orElse("CreateBucket");
      case "POST" -> request.parameter("delete").isPresent() ? "DeleteObjects" : "PostObject";
      case "DELETE" -> "DeleteBucket" + aspect.orElse("");
      default -> request.method();
    };
  }

  private static String list(Request request) {
    if (request.parameter("uploads").isPresent()) {
      return "ListMultipartUploads";
    }
    if (request.parameter("versions").isPresent()) {
      return "ListObjectVersions";
    }
    return request.parameter("list-type").isPresent() ? "ListObjectsV2" : "ListObjects";
  }

  private static Optional<String> aspect(Request request) {
    return ASPECTS.entrySet().stream()
        .filter(aspect -> request.parameter(aspect.getKey()).isPresent())
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static String sqs(Request request) {
    return request
        .header("X-Amz-Target")
        .map(target -> target.substring(target.indexOf('.') + 1))
        .or(() -> request.parameter("Action"))
        .orElse("");
  }
}
