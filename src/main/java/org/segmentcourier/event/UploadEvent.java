package org.segmentcourier.event;

import java.util.Locale;

/**
 * An object was created in S3, whichever envelope the news came in.
 *
 * @param key the key itself, not URL-encoded
 * @param etag without quotes; empty if the event had none
 * @param size in bytes; -1 if the event had none
 * @param sequencer orders the events of one key, see {@link #isLaterThan}; empty if the event had
 *     none
 */
public record UploadEvent(String bucket, String key, String etag, long size, String sequencer) {

  /**
   * Whether this tells of a later state of the same object, for S3 delivers in any order. A
   * sequencer is a hexadecimal text; the shorter one is padded with zeros on the right, then the
   * greater one is later (Amazon S3 User Guide, "Event message structure"). Events of different
   * objects, or without a sequencer, have no order.
   */
  public boolean isLaterThan(UploadEvent other) {
    if (!bucket.equals(other.bucket) || !key.equals(other.key)) {
      return false;
    }
    if (sequencer.isEmpty() || other.sequencer.isEmpty()) {
      return false;
    }
    int length = Math.max(sequencer.length(), other.sequencer.length());
    return padded(sequencer, length).compareTo(padded(other.sequencer, length)) > 0;
  }

  private static String padded(String sequencer, int length) {
    return (sequencer + "0".repeat(length - sequencer.length())).toUpperCase(Locale.ROOT);
  }
}
