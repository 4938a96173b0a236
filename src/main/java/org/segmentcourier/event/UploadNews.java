package org.segmentcourier.event;

import java.util.List;

/**
 * What a message tells of uploads.
 *
 * @param uploads that are understood, in the order of the message; none if it tells of something
 *     else that happened to an object, or is S3's test message for a new notification
 * @param trouble with its other records; null if all are understood
 */
public record UploadNews(List<UploadEvent> uploads, NotUnderstood trouble) {

  /** All of it is understood. */
  static UploadNews of(UploadEvent... uploads) {
    return new UploadNews(List.of(uploads), null);
  }
}
