package org.segmentcourier.destination;

import java.time.Instant;
import java.util.List;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;

/**
 * A file to be imported, as S3 shows it now. Its version is key and ETag. A user who goes back to
 * an earlier content makes a version that was there before; only when it was put tells one from the
 * other, so of a user's own file each put is imported. A file of ours is put once.
 *
 * @param etag without quotes
 * @param size in bytes
 * @param put when this version was put, in whole seconds
 * @param isOurs whether it is a segment file as deliveries put it, not a user's own
 * @param now S3's clock at the look
 */
public record ImportFile(
    String bucket, String key, String etag, long size, Instant put, boolean isOurs, Instant now) {

  /** The version's own name: what claims and notifications are kept by. */
  public String id() {
    return Fingerprint.of(List.of(bucket, key, etag));
  }

  public S3Location location() {
    return new S3Location(bucket, key);
  }
}
