package org.segmentcourier.sandbox.s3;

import java.io.InputStream;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.S3Exceptions;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/**
 * Tells of every object that comes to be. Writes to one key follow each other, so sequencers tell
 * their order, and a put's {@code If-Match} is as atomic as it is on S3 (the store by itself looks
 * first and writes later; for the completion of a multipart upload it still does).
 */
final class WatchedBlobStore extends ForwardingBlobStore {

  /** The store's own notes on multipart uploads, which are no objects to anybody else. */
  private static final String OWN_NOTES = ".s3proxy-";

  /** Keys share locks, as there may be millions of them. */
  private static final int LOCKS = 1024;

  private final Consumer<ObjectCreated> created;
  private final Sequencer sequencer = new Sequencer();
  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  /**
   * @param created told before the caller has its answer
   */
  WatchedBlobStore(BlobStore store, Consumer<ObjectCreated> created) {
    super(store);
    this.created = created;
  }

  /** S3 lists whole objects only; the store also lists what is just being written, without ETag. */
  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    var listed = super.list(request);
    var whole = listed.contents().stream().filter(object -> object.eTag() != null).toList();
    return listed.toBuilder().contents(whole).build();
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    if (request.key().startsWith(OWN_NOTES)) {
      return super.putBlob(request, content);
    }
    Lock lock = lock(request.bucket(), request.key());
    lock.lock();
    try {
      refuseUnlessMatched(request);
      var response = super.putBlob(request, content);
      tell(request.bucket(), request.key(), "PutObject");
      return response;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    Lock lock = lock(request.destinationBucket(), request.destinationKey());
    lock.lock();
    try {
      var response = super.copyBlob(request);
      tell(request.destinationBucket(), request.destinationKey(), "CopyObject");
      return response;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest request) {
    Lock lock = lock(request.bucket(), request.key());
    lock.lock();
    try {
      var response = super.completeMultipartUpload(upload, request);
      tell(request.bucket(), request.key(), "CompleteMultipartUpload");
      return response;
    } finally {
      lock.unlock();
    }
  }

  private void refuseUnlessMatched(PutObjectRequest request) {
    if (request.ifMatch() == null) {
      return;
    }
    var present = blobMetadataIfPresent(request.bucket(), request.key());
    if (present == null || !unquoted(present.eTag()).equals(unquoted(request.ifMatch()))) {
      throw S3Exceptions.preconditionFailed(null);
    }
  }

  private void tell(String bucket, String key, String reason) {
    var written = blobMetadata(bucket, key);
    created.accept(
        new ObjectCreated(
            bucket,
            key,
            written.contentLength(),
            unquoted(written.eTag()),
            reason,
            sequencer.next()));
  }

  private Lock lock(String bucket, String key) {
    return locks[Math.floorMod((bucket + "/" + key).hashCode(), LOCKS)];
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
