package org.segmentcourier.aws;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/**
 * Ends multipart uploads that broke off, and could not be ended then: a container died, or S3 did
 * not answer. The bucket's lifecycle rule ends what is missed here, so a failure is only logged.
 */
public final class UnfinishedUploads {

  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedUploads.class);

  private final S3Client s3;

  public UnfinishedUploads(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Ends what others have begun of an upload that is there: whoever still works on it finds that
   * out.
   */
  public void end(Upload upload) {
    for (var key : upload.keys()) {
      try {
        s3
            .listMultipartUploadsPaginator(list -> list.bucket(upload.bucket()).prefix(key))
            .uploads()
            .stream()
            .filter(found -> found.key().equals(key))
            .forEach(found -> end(upload.bucket(), found));
      } catch (SdkException e) {
        LOG.warn(
            "unfinished uploads stay for a day bucket={} key={} error={}",
            upload.bucket(),
            key,
            e.toString());
      }
    }
  }

  private void end(String bucket, MultipartUpload found) {
    s3.abortMultipartUpload(
        abort -> abort.bucket(bucket).key(found.key()).uploadId(found.uploadId()));
    LOG.info("unfinished upload ended bucket={} key={}", bucket, found.key());
  }
}
