package org.segmentcourier.sandbox.personalize;

import java.io.InputStream;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** S3 as Personalize uses it: by URIs such as {@code s3://bucket/key}. */
final class Storage {

  /** One object that isn't a folder's marker. */
  record StoredObject(String bucket, String key, long size) {}

  private final S3Client s3;

  Storage(S3Client s3) {
    this.s3 = s3;
  }

  /** The bucket of a URI; empty when the text is no URI of a place in S3. */
  static String bucket(String uri) {
    if (!uri.startsWith("s3://")) {
      return "";
    }
    int slash = uri.indexOf('/', 5);
    return slash < 0 ? uri.substring(5) : uri.substring(5, slash);
  }

  /** The key or prefix of a URI; empty for a whole bucket. */
  static String key(String uri) {
    int slash = uri.indexOf('/', 5);
    return slash < 0 ? "" : uri.substring(slash + 1);
  }

  /** The key of a URI as a folder: with a slash at its end, unless it is a whole bucket. */
  static String folder(String uri) {
    String key = key(uri);
    return key.isEmpty() || key.endsWith("/") ? key : key + "/";
  }

  /**
   * All objects whose URI begins with this one, by key.
   *
   * @throws JobFailed the bucket isn't there, or can't be read
   */
  List<StoredObject> list(String uri) throws JobFailed {
    String bucket = bucket(uri);
    try {
      return s3
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(key(uri)))
          .contents()
          .stream()
          .filter(object -> !object.key().endsWith("/"))
          .map(object -> new StoredObject(bucket, object.key(), object.size()))
          .toList();
    } catch (SdkException e) {
      throw failed("read", uri, e);
    }
  }

  /** The content of an object; the caller closes it. */
  InputStream open(StoredObject object) throws JobFailed {
    try {
      return s3.getObject(get -> get.bucket(object.bucket()).key(object.key()));
    } catch (SdkException e) {
      throw failed("read", "s3://" + object.bucket() + "/" + object.key(), e);
    }
  }

  void put(String bucket, String key, byte[] content) throws JobFailed {
    try {
      s3.putObject(put -> put.bucket(bucket).key(key), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw failed("write", "s3://" + bucket + "/" + key, e);
    }
  }

  private static JobFailed failed(String what, String uri, SdkException cause) {
    if (cause instanceof NoSuchBucketException || errorCode(cause).equals("NoSuchBucket")) {
      return new JobFailed("The bucket of " + uri + " does not exist");
    }
    if (cause instanceof S3Exception refused && refused.statusCode() == 403) {
      return new JobFailed(
          "Insufficient privileges to %s %s: check the bucket policy and the role"
              .formatted(what, uri));
    }
    return new JobFailed("Could not %s %s: %s".formatted(what, uri, cause.getMessage()));
  }

  /** What S3 calls the error; empty when it wasn't S3 that refused. */
  private static String errorCode(SdkException cause) {
    return cause instanceof S3Exception refused && refused.awsErrorDetails() != null
        ? refused.awsErrorDetails().errorCode()
        : "";
  }
}
