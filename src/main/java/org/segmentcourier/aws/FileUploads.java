package org.segmentcourier.aws;

import java.time.Duration;
import java.util.HashMap;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;

/**
 * The S3 client by which the aws2-s3 component puts files.
 *
 * <p>It lets the component give an object metadata of its own however it uploads it. By itself
 * (4.18) it drops the metadata of a multipart upload, but it does hand on the content type. So the
 * metadata travels as parameters of that: {@code text/csv; x-amz-meta-job=J} is put as {@code
 * text/csv} with the metadata {@code job} being {@code J}. Values hold neither {@code ;} nor white
 * space.
 *
 * <p>And it limits each attempt to send a body: who does not take it in is noticed by that alone,
 * since sockets have no time-out for writing.
 */
public final class FileUploads extends DelegatingS3Client {

  private static final String METADATA = "x-amz-meta-";

  private final Duration timeout;

  /**
   * @param timeout of an attempt to put a small file, or a part of a large one
   */
  public FileUploads(S3Client s3, Duration timeout) {
    super(s3);
    this.timeout = timeout;
  }

  @Override
  @SuppressWarnings("unchecked") // each case answers with the type that it was given
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    if (request instanceof PutObjectRequest put) {
      return operation.apply((T) put(put));
    }
    if (request instanceof UploadPartRequest part) {
      return operation.apply(
          (T)
              part.toBuilder()
                  .overrideConfiguration(o -> o.apiCallAttemptTimeout(timeout))
                  .build());
    }
    if (request instanceof CreateMultipartUploadRequest create
        && carriesMetadata(create.contentType())) {
      var type = ContentType.parse(create.contentType());
      return operation.apply(
          (T) create.toBuilder().contentType(type.bare).metadata(type.metadata).build());
    }
    return operation.apply(request);
  }

  private PutObjectRequest put(PutObjectRequest put) {
    var limited = put.toBuilder().overrideConfiguration(o -> o.apiCallAttemptTimeout(timeout));
    if (carriesMetadata(put.contentType())) {
      var type = ContentType.parse(put.contentType());
      limited.contentType(type.bare).metadata(type.metadata);
    }
    return limited.build();
  }

  private static boolean carriesMetadata(String contentType) {
    return contentType != null && contentType.contains(METADATA);
  }

  private record ContentType(String bare, HashMap<String, String> metadata) {

    static ContentType parse(String text) {
      var bare = new StringBuilder();
      var metadata = new HashMap<String, String>();
      for (var part : text.split(";\\s*")) {
        int equals = part.indexOf('=');
        if (part.startsWith(METADATA) && equals > 0) {
          metadata.put(part.substring(METADATA.length(), equals), part.substring(equals + 1));
        } else {
          bare.append(bare.isEmpty() ? "" : "; ").append(part);
        }
      }
      return new ContentType(bare.toString(), metadata);
    }
  }
}
