package org.segmentcourier.delivery;

/**
 * An output file of the job in the version that the delivery reads.
 *
 * @param etag without quotes
 * @param size in bytes
 */
public record Input(String bucket, String key, String etag, long size) {

  /** What people know it by. */
  String name() {
    return key.substring(key.lastIndexOf('/') + 1);
  }
}
