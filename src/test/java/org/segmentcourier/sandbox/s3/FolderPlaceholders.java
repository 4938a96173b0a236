package org.segmentcourier.sandbox.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Empty objects whose keys end in a slash, as consoles make them for folders. To S3 they are
 * objects as any others; the store below makes directories of them, and there forgets their ETag
 * and the condition that they are put under. It can't keep content of theirs, which is refused.
 */
final class FolderPlaceholders extends ForwardingBlobStore {

  /** MD5 of nothing. */
  private static final String ETAG = "d41d8cd98f00b204e9800998ecf8427e";

  FolderPlaceholders(BlobStore store) {
    super(store);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    if (isPlaceholder(request.key())) {
      refuseContent(content);
      if ("*".equals(request.ifNoneMatch()) && blobExists(request.bucket(), request.key())) {
        throw S3Exceptions.preconditionFailed(null);
      }
    }
    return super.putBlob(request, content);
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest request) {
    var found = super.blobMetadata(request);
    return isPlaceholder(request.key()) ? found.toBuilder().eTag(ETAG).build() : found;
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest request) {
    var found = super.getBlob(request);
    return isPlaceholder(request.key())
        ? new ResponseInputStream<>(found.response().toBuilder().eTag(ETAG).build(), found)
        : found;
  }

  private static boolean isPlaceholder(String key) {
    return key.endsWith("/");
  }

  private static void refuseContent(InputStream content) {
    try {
      if (content.read() >= 0) {
        // Answered as 501, NotImplemented.
        throw new UnsupportedOperationException("a key that ends in a slash, with content");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
