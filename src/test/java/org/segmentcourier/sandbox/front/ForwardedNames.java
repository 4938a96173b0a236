package org.segmentcourier.sandbox.front;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What calls to S3 and SQS are. They are decoded elsewhere, so here they are told by what shows:
 * method, path, query and headers.
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

  /** What a call to S3 is; its resource is bucket and key, percent-encoded. */
  static CallName ofS3(Request request) {
    return named("s3", s3(request), request.path().substring(1));
  }

  /** What a call to SQS is, in its JSON or its older form protocol; its resource is the queue. */
  static CallName ofSqs(Request request, byte[] body) {
    var target = request.header("X-Amz-Target").orElse("");
    if (!target.isEmpty()) {
      var members = JsonBody.read(body, "SerializationException");
      var queue = members.path("QueueUrl").asText(members.path("QueueName").asText());
      var source = members.path("SourceArn").asText();
      var name = queue.isEmpty() ? afterLast(':', source) : afterLast('/', queue);
      return named("sqs", afterLast('.', target), name);
    }
    var form = new QueryForm();
    Encoded.pairs(request.query()).forEach(form::put);
    Encoded.pairs(new String(body, StandardCharsets.UTF_8)).forEach(form::put);
    // The oldest clients have the queue in the path only.
    var queue = form.take("QueueUrl") + form.take("QueueName");
    var place = queue.isEmpty() ? request.path() : queue;
    return named("sqs", form.take("Action"), afterLast('/', place));
  }

  private static CallName named(String service, String operation, String resource) {
    var action = service + ":" + ACTIONS.getOrDefault(operation, operation);
    return new CallName(service, operation, action, resource, "");
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

  private static String afterLast(char separator, String text) {
    return text.substring(text.lastIndexOf(separator) + 1);
  }
}
