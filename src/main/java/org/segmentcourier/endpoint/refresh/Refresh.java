package org.segmentcourier.endpoint.refresh;

import java.util.List;
import java.util.UUID;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.event.UploadEvent;

/**
 * One message on the queue of refreshes: "see whether the endpoint directory is made from what
 * there is". Each but the first is sent by the one before it, so nothing waits in a container.
 *
 * @param run what the chain of ticks has in common; with the number it makes the deduplication id
 * @param number of this tick, from 0
 * @param cause what was uploaded, or who wants it
 */
public record Refresh(String run, int number, String cause) {

  /** The refresh that an upload starts. */
  static Refresh of(UploadEvent upload) {
    var run =
        Fingerprint.of(List.of(upload.bucket(), upload.key(), upload.etag(), upload.sequencer()));
    return new Refresh(run, 0, "s3://" + upload.bucket() + "/" + upload.key());
  }

  /** The refresh that somebody wants, whatever was uploaded. */
  static Refresh wanted() {
    return new Refresh(UUID.randomUUID().toString(), 0, "somebody wants it");
  }

  /** Another look later. */
  Refresh next() {
    return new Refresh(run, number + 1, cause);
  }

  /** Only saves work: a tick that a repetition sends again within five minutes is dropped. */
  public String deduplicationId() {
    return run + "-" + number;
  }
}
