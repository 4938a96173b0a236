package org.segmentcourier.aws;

import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Knows the trace that an object came of: the news of it, which S3 gives, doesn't. If nothing is
 * traced, nobody is asked.
 */
public final class ObjectTraces {

  /** Where the trace is said, by W3C: of a message, and among the metadata of an object. */
  public static final String HEADER = "traceparent";

  /** Of an exchange whose messages are to go on with another trace than its own. */
  public static final String PROPERTY = "trace.parent";

  private static final Pattern TRACE = Pattern.compile("[0-9a-f-]{1,100}");

  private static final Logger LOG = LoggerFactory.getLogger(ObjectTraces.class);

  private final S3Client s3;

  /**
   * @param s3 null: nothing is traced
   */
  public ObjectTraces(S3Client s3) {
    this.s3 = s3;
  }

  /**
   * Content type and metadata of an upload, as {@link FileUploads} takes them, and of which trace
   * it comes.
   *
   * @param trace null if nothing is traced
   */
  public String contentType(Upload upload, String trace) {
    return trace != null && TRACE.matcher(trace).matches()
        ? "%s; x-amz-meta-%s=%s".formatted(upload.contentType(), HEADER, trace)
        : upload.contentType();
  }

  /** The trace of an object; null if it has none, or that can't be learned: work goes on. */
  public String of(String bucket, String key) {
    if (s3 == null) {
      return null;
    }
    try {
      return s3.headObject(object -> object.bucket(bucket).key(key)).metadata().get(HEADER);
    } catch (SdkException e) {
      LOG.debug("trace not found bucket={} key={}", bucket, key, e);
      return null;
    }
  }
}
