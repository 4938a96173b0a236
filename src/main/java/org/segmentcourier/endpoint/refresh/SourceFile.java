package org.segmentcourier.endpoint.refresh;

import java.time.Instant;
import java.util.List;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.S3Location;

/**
 * A file with endpoints, in S3.
 *
 * @param etag of the version that counts
 * @param modified when it was put, by S3's clock
 * @param feed see {@link LocalSource#feed}
 */
record SourceFile(String bucket, String key, String etag, Instant modified, boolean feed) {

  S3Location location() {
    return new S3Location(bucket, key);
  }

  /** What this version of the file is known by. */
  String version() {
    return Fingerprint.of(List.of(location().toString(), etag));
  }
}
