package org.segmentcourier.endpoint.refresh;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
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

  /** Two of one second are in some order, too. */
  static final Comparator<SourceFile> BY_TIME =
      comparing(SourceFile::modified).thenComparing(file -> file.location().toString());

  S3Location location() {
    return new S3Location(bucket, key);
  }

  /** What this put of the file is known by: the same content may be put again. */
  String put() {
    return Fingerprint.of(
        List.of(location().toString(), etag, Long.toString(modified.getEpochSecond())));
  }
}
