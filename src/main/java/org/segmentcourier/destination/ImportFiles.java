package org.segmentcourier.destination;

import java.util.Optional;
import org.segmentcourier.aws.S3Clock;
import org.segmentcourier.aws.Upload;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Looks at the files that are to be imported. */
public final class ImportFiles {

  private final S3Client s3;

  public ImportFiles(S3Client s3) {
    this.s3 = s3;
  }

  /** The file of a tick, in whichever version it is there now. */
  public Optional<ImportFile> find(ImportTick tick) {
    try {
      var head =
          s3.headObject(HeadObjectRequest.builder().bucket(tick.bucket()).key(tick.key()).build());
      return Optional.of(
          new ImportFile(
              tick.bucket(),
              tick.key(),
              head.eTag().replace("\"", ""),
              head.contentLength(),
              head.lastModified(),
              Upload.isOne(head),
              S3Clock.at(head)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }
}
