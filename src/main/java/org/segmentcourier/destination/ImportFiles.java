package org.segmentcourier.destination;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Looks at the files that are to be imported. */
public final class ImportFiles {

  /** Metadata of each file of a delivery: the batch segment job that it came of. */
  private static final String JOB = "job";

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
              head.metadata().containsKey(JOB),
              clock(head)));
    } catch (NoSuchKeyException e) {
      return Optional.empty();
    }
  }

  /** Ages of claims are told by the clock that dated them. */
  private static Instant clock(HeadObjectResponse head) {
    var http = head.sdkHttpResponse();
    return Optional.ofNullable(http)
        .flatMap(response -> response.firstMatchingHeader("Date"))
        .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)))
        .orElseGet(Instant::now);
  }
}
