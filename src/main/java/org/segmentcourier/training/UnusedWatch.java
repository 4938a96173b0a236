package org.segmentcourier.training;

import java.time.Duration;
import java.time.Instant;

/**
 * Uploads that no config makes use of: their config may still be on its way, and starts a run then
 * by itself. If it doesn't come, people are told. It asks nobody: times are S3's, unless S3 could
 * not be asked.
 */
final class UnusedWatch {

  private final TrainingNotices notices;
  private final Duration patience;

  /**
   * @param patience for how long a config is waited for
   */
  UnusedWatch(TrainingNotices notices, Duration patience) {
    this.notices = notices;
    this.patience = patience;
  }

  /** Waits on, tells, or ends. */
  public NextMessages judge(UnusedUploads message, Unused unused) {
    if (unused.files().isEmpty()) {
      return NextMessages.NOTHING;
    }
    Instant now = unused.now();
    Instant end = message.patience() == null ? now.plus(patience) : message.patience();
    if (!now.isBefore(end)) {
      return NextMessages.tell(notices.unused(message.folder(), unused.files()));
    }
    return NextMessages.next(
        Pauses.isEarly(message.notBefore(), now)
            ? message.next()
            : message.again(now.plus(Pauses.growing(message.attempt())), end));
  }
}
