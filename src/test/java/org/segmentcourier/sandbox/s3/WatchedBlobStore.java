package org.segmentcourier.sandbox.s3;

import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
 * Tells of every object that comes to be, and lists those only. Writes to one key follow each
 * other, so sequencers tell their order, and {@code If-Match} is as atomic as it is on S3 (the
 * store by itself looks first and writes later).
 */
final class WatchedBlobStore extends ForwardingBlobStore {

  /** The store's own notes on multipart uploads, which are no objects to anybody else. */
  private static final String OWN_NOTES = ".s3proxy-";

  /** The store writes an object under its key and one of these, then gives it its key. */
  private static final Pattern IN_THE_MAKING =
      Pattern.compile(".*-\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}", Pattern.DOTALL);

  /** Keys share locks, as there may be millions of them. */
  private static final int LOCKS = 1024;

  private final Consumer<ObjectCreated> created;
  private final Sequencer sequencer = new Sequencer();

  /** Objects whose keys look like those of objects in the making, and are not. */
  private final Set<String> lookalikes = ConcurrentHashMap.newKeySet();

  /** The {@code If-Match} of multipart uploads that are being completed, by upload id. */
  private final Map<String, String> conditions = new ConcurrentHashMap<>();

  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

  /**
   * @param created told before the caller has its answer
   */
  WatchedBlobStore(BlobStore store, Consumer<ObjectCreated> created) {
    super(store);
    this.created = created;
    for (var bucket : store.list().buckets()) {
      store.list(ListObjectsV2Request.builder().bucket(bucket.name()).build()).contents().stream()
          .filter(object -> object.eTag() != null)
          .forEach(object -> expect(bucket.name(), object.key()));
    }
  }

  /** S3 lists whole objects only. */
  @Override
  public ListObjectsV2Response list(ListObjectsV2Request request) {
    var listed = super.list(request);
    var whole =
        listed.contents().stream()
            .filter(
                object ->
                    !IN_THE_MAKING.matcher(object.key()).matches()
                        || lookalikes.contains(place(request.bucket(), object.key())))
            .toList();
    return listed.toBuilder().contents(whole).build();
  }

  /** From now on, a multipart upload is completed only in place of this version of its object. */
  void condition(String uploadId, String version) {
    conditions.put(uploadId, version);
  }

  void withdrawCondition(String uploadId) {
    conditions.remove(uploadId);
  }

  /** Whether this is the version that is there; {@code *} is any. */
  boolean matches(String bucket, String key, String version) {
    var present = blobMetadataIfPresent(bucket, key);
    return present != null
        && (version.equals("*") || unquoted(present.eTag()).equals(unquoted(version)));
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest request, InputStream content) {
    if (request.key().startsWith(OWN_NOTES)) {
      return super.putBlob(request, content);
    }
    expect(request.bucket(), request.key());
    Lock lock = lock(request.bucket(), request.key());
    lock.lock();
    try {
      refuseUnlessMatched(request.bucket(), request.key(), request.ifMatch());
      var response = super.putBlob(request, content);
      tell(request.bucket(), request.key(), "PutObject");
      return response;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest request) {
    expect(request.destinationBucket(), request.destinationKey());
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
    expect(request.bucket(), request.key());
    Lock lock = lock(request.bucket(), request.key());
    lock.lock();
    try {
      refuseUnlessMatched(request.bucket(), request.key(), conditions.get(upload.id()));
      var response = super.completeMultipartUpload(upload, request);
      tell(request.bucket(), request.key(), "CompleteMultipartUpload");
      return response;
    } finally {
      lock.unlock();
    }
  }

  /** From now on an object may be there under this key. */
  private void expect(String bucket, String key) {
    if (IN_THE_MAKING.matcher(key).matches()) {
      lookalikes.add(place(bucket, key));
    }
  }

  private void refuseUnlessMatched(String bucket, String key, String version) {
    if (version != null && !matches(bucket, key, version)) {
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
    return locks[Math.floorMod(place(bucket, key).hashCode(), LOCKS)];
  }

  private static String place(String bucket, String key) {
    return bucket + "/" + key;
  }

  private static String unquoted(String etag) {
    return etag.replace("\"", "");
  }
}
