package org.segmentcourier.destination;

import java.time.Instant;
import java.util.List;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;

/**
 * A file to be imported, as S3 shows it now. Its version is key and ETag.
 *
 * @param etag without quotes
 * @param size in bytes
 * @param put when this version was put, in whole seconds
 * @param now S3's clock at the look
 */
public record ImportFile(
    String bucket, String key, String etag, long size, Instant put, Instant now) {

  /** The version's own name: what claims and notifications are kept by. */
  public String id() {
    return Fingerprint.of(List.of(bucket, key, etag));
  }

  public S3Location location() {
    return new S3Location(bucket, key);
  }
}
