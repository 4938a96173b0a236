package org.segmentcourier.operation;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.segmentcourier.settings.Setting;
import picocli.CommandLine.TypeConversionException;

/** A queue that the application works on, and the redrive queue that belongs to it. */
enum WorkQueue {
  UPLOADS("uploads", Setting.UPLOADS_QUEUE_URL, Setting.UPLOADS_REDRIVE_QUEUE_URL),
  STATE_CHANGES(
      "state-changes", Setting.STATE_CHANGES_QUEUE_URL, Setting.STATE_CHANGES_REDRIVE_QUEUE_URL),
  TRAINING("training", Setting.TRAINING_QUEUE_URL, Setting.TRAINING_REDRIVE_QUEUE_URL),
  IMPORTS("imports", Setting.IMPORTS_QUEUE_URL, Setting.IMPORTS_REDRIVE_QUEUE_URL),
  DELIVERIES("deliveries", Setting.DELIVERIES_QUEUE_URL, Setting.DELIVERIES_REDRIVE_QUEUE_URL),
  REFRESHES("refreshes", Setting.REFRESHES_QUEUE_URL, Setting.REFRESHES_REDRIVE_QUEUE_URL);

  private final String id;
  private final Setting url;
  private final Setting redriveUrl;

  WorkQueue(String id, Setting url, Setting redriveUrl) {
    this.id = id;
    this.url = url;
    this.redriveUrl = redriveUrl;
  }

  /**
   * The queue that people call so.
   *
   * @throws TypeConversionException there is none; the message has those that there are
   */
  static WorkQueue of(String id) {
    return Arrays.stream(values())
        .filter(queue -> queue.id.equals(id))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "there is no queue '%s'; it must be one of %s"
                        .formatted(
                            id,
                            Arrays.stream(values())
                                .map(WorkQueue::toString)
                                .collect(Collectors.joining(", ")))));
  }

  Setting url() {
    return url;
  }

  Setting redriveUrl() {
    return redriveUrl;
  }

  /** The name that its route has, and that people know it by. */
  @Override
  public String toString() {
    return id;
  }
}
