package org.segmentcourier.aws;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Looks where a file belongs in S3, and whether it is there, whole. */
public final class Placements {

  /** After so many looks a file that still isn't there is given up, until the next attempt. */
  private static final int LOOKS = 5;

  private final S3Client s3;

  public Placements(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * The key that has the very file of this job, whichever it is; else the first that is free. All
   * keys are looked at first: the preferred one may have become free since the file was put under
   * another.
   *
   * @param look how often it was put and looked at before this time, less one
   * @throws IllegalStateException if all keys belong to others, or an object of ours has another
   *     size
   * @throws NotYet if it was looked too often: S3 has not shown it yet
   */
  public Placement look(Upload upload, int look) {
    String free = null;
    for (var key : upload.keys()) {
      try {
        var found = s3.headObject(request -> request.bucket(upload.bucket()).key(key));
        if (isOurs(found, upload)) {
          return placed(found, upload, key);
        }
      } catch (NoSuchKeyException e) {
        free = free == null ? key : free;
      }
    }
    if (free == null) {
      throw new IllegalStateException(
          "%s of %s belong to other files".formatted(upload.keys(), upload.bucket()));
    }
    return free(upload, free, look);
  }

  private static boolean isOurs(HeadObjectResponse found, Upload upload) {
    return upload.sha256().equals(found.metadata().get("sha256"))
        && upload.job().equals(found.metadata().get("job"));
  }

  private static Placement placed(HeadObjectResponse found, Upload upload, String key) {
    if (found.contentLength() != upload.size()) {
      throw new IllegalStateException(
          "s3://%s/%s has %d bytes, but %d were sent"
              .formatted(upload.bucket(), key, found.contentLength(), upload.size()));
    }
    return new Placement(upload.bucket(), key, true);
  }

  private static Placement free(Upload upload, String key, int look) {
    if (look >= LOOKS) {
      throw new NotYet(
          "s3://%s/%s is not there after %d attempts to put it"
              .formatted(upload.bucket(), key, look));
    }
    return new Placement(upload.bucket(), key, false);
  }
}
