package org.segmentcourier.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** An S3 client that fails on files for the import bucket, as often as it was told to. */
final class FaultyS3 extends DelegatingS3Client {

  private static final Runnable NOTHING = () -> {};
  private static final Consumer<S3Request> ANY = request -> {};

  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final AtomicReference<Runnable> beforePut = new AtomicReference<>(NOTHING);
  private final AtomicInteger multipartUploads = new AtomicInteger();
  private volatile Consumer<S3Request> watcher = ANY;
  private volatile RuntimeException absence;

  private record Fault(int status, boolean after) {}

  FaultyS3(S3Client s3) {
    super(s3);
  }

  /** The next put is refused, and nothing is done. */
  void refuse(int status) {
    faults.add(new Fault(status, false));
  }

  /** The next put is done, but answered so: as when a repetition meets what it has done itself. */
  void doAndAnswer(int status) {
    faults.add(new Fault(status, true));
  }

  /** Just before the next put of a file for the import bucket, something happens. */
  void beforePut(Runnable event) {
    beforePut.set(event);
  }

  /** From now on every request fails so. */
  void beAway(RuntimeException absence) {
    this.absence = absence;
  }

  /** From now on every put of a file for the import bucket fails so. */
  void failPuts(RuntimeException failure) {
    watch(
        request -> {
          if (request instanceof PutObjectRequest put && put.bucket().equals(S3OnDisk.IMPORT)) {
            throw failure;
          }
        });
  }

  /** From now on this sees each request before it is made; it may let it fail. */
  void watch(Consumer<S3Request> by) {
    watcher = by;
  }

  void recover() {
    absence = null;
    watcher = ANY;
    beforePut.set(NOTHING);
    faults.clear();
  }

  int multipartUploads() {
    return multipartUploads.get();
  }

  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    if (absence != null) {
      throw absence;
    }
    if (request instanceof CreateMultipartUploadRequest) {
      multipartUploads.incrementAndGet();
    }
    watcher.accept(request);
    boolean publishes =
        request instanceof PutObjectRequest put && put.bucket().equals(S3OnDisk.IMPORT);
    if (publishes) {
      beforePut.getAndSet(NOTHING).run();
    }
    var fault = publishes ? faults.poll() : null;
    if (fault == null || fault.after()) {
      var answer = operation.apply(request);
      if (fault == null) {
        return answer;
      }
    }
    throw S3Exception.builder().statusCode(fault.status()).message("planted").build();
  }
}
