package org.segmentcourier.aws;

/** A place in S3: a bucket and a key or prefix, written {@code s3://bucket/key}. */
public record S3Location(String bucket, String key) {

  /**
   * @throws IllegalArgumentException if the text is not of the form {@code s3://bucket/key}
   */
  public static S3Location parse(String uri) {
    int slash = uri.startsWith("s3://") ? uri.indexOf('/', 5) : -1;
    if (slash < 6) {
      throw new IllegalArgumentException(
          "'" + uri + "' is no S3 location; expected s3://bucket/key");
    }
    return new S3Location(uri.substring(5, slash), uri.substring(slash + 1));
  }

  @Override
  public String toString() {
    return "s3://" + bucket + "/" + key;
  }
}
