package org.segmentcourier.delivery;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/** An S3 client that fails on files for the import bucket, as often as it was told to. */
final class FaultyS3 extends DelegatingS3Client {

  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private RuntimeException absence;
  private RuntimeException puts;
  private Runnable beforePut = () -> {};
  private int multipartUploads;

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
    beforePut = event;
  }

  /** From now on every request fails so. */
  void beAway(RuntimeException absence) {
    this.absence = absence;
  }

  /** From now on every put of a file for the import bucket fails so. */
  void failPuts(RuntimeException failure) {
    puts = failure;
  }

  void recover() {
    absence = null;
    puts = null;
    beforePut = () -> {};
    faults.clear();
  }

  int multipartUploads() {
    return multipartUploads;
  }

  @Override
  protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
    if (absence != null) {
      throw absence;
    }
    if (request instanceof CreateMultipartUploadRequest) {
      multipartUploads++;
    }
    boolean publishes =
        request instanceof PutObjectRequest put && put.bucket().equals(S3OnDisk.IMPORT);
    if (publishes && puts != null) {
      throw puts;
    }
    if (publishes) {
      var event = beforePut;
      beforePut = () -> {};
      event.run();
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
