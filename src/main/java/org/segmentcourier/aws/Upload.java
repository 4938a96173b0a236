package org.segmentcourier.aws;

import java.io.File;
import java.util.List;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/**
 * A file that is to be in S3, once.
 *
 * @param keys in the order of preference: the next one is for the case that the one before belongs
 *     to another
 * @param job ARN; with the SHA-256 it tells whose an object is
 */
public record Upload(
    String bucket, List<String> keys, File file, String sha256, long size, String job) {

  private static final int PART = 16 << 20;

  private static final String CSV = "text/csv; charset=utf-8";
  private static final String JOB = "job";
  private static final String GZIPPED = "application/gzip";

  /** Whether an object was put so, by this application: whoever else puts one names no job. */
  public static boolean isOne(HeadObjectResponse object) {
    return object.metadata().containsKey(JOB);
  }

  /** Bytes of a part, but for the last one. */
  public int partSize() {
    return PART;
  }

  /**
   * Whether it goes in parts. The aws2-s3 component would decide that by itself, but (4.18) it
   * opens a file that turns out to be small, and never closes it: the file keeps its place on the
   * disk after it was deleted, until its stream happens to be collected.
   */
  public boolean inParts() {
    return size >= PART;
  }

  /** Content type and metadata, as {@link FileUploads} takes them. */
  public String contentType() {
    return "%s; x-amz-meta-sha256=%s; x-amz-meta-job=%s".formatted(type(), sha256, job);
  }

  private String type() {
    return keys.get(0).endsWith(".gz") ? GZIPPED : CSV;
  }
}
