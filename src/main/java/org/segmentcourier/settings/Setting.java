package org.segmentcourier.settings;

/**
 * Every key that the application knows, with the kind of value it takes. What each is for stands in
 * {@code application.properties}, beside its default.
 */
public enum Setting {
  DATA_BUCKET("data.bucket", Kind.TEXT),
  IMPORT_BUCKET("import.bucket", Kind.TEXT),
  UPLOADS_QUEUE_URL("uploads.queue.url", Kind.URL),
  UPLOADS_REDRIVE_QUEUE_URL("uploads.redrive.queue.url", Kind.URL),
  STATE_CHANGES_QUEUE_URL("state.changes.queue.url", Kind.URL),
  STATE_CHANGES_REDRIVE_QUEUE_URL("state.changes.redrive.queue.url", Kind.URL),
  TRAINING_QUEUE_URL("training.queue.url", Kind.URL),
  TRAINING_REDRIVE_QUEUE_URL("training.redrive.queue.url", Kind.URL),
  IMPORTS_QUEUE_URL("imports.queue.url", Kind.URL),
  IMPORTS_REDRIVE_QUEUE_URL("imports.redrive.queue.url", Kind.URL),
  DELIVERIES_QUEUE_URL("deliveries.queue.url", Kind.URL),
  DELIVERIES_REDRIVE_QUEUE_URL("deliveries.redrive.queue.url", Kind.URL),
  QUEUE_RECEIVES("queue.receives", Kind.COUNT),
  BUS_NAME("bus.name", Kind.TEXT),
  STATE_CHANGES_SOURCE("state.changes.source", Kind.TEXT),
  TOPIC_ARN("topic.arn", Kind.ARN),
  NOTIFICATION_SUBJECT("notification.subject", Kind.TEXT),
  PERSONALIZE_ROLE_ARN("personalize.role.arn", Kind.ARN),
  PINPOINT_APPLICATION_ID("pinpoint.application.id", Kind.TEXT),
  PINPOINT_ROLE_ARN("pinpoint.role.arn", Kind.ARN),
  TRAINING_QUIET("training.quiet", Kind.DURATION),
  TRAINING_WAIT("training.wait", Kind.DURATION),
  TRAINING_DEADLINE("training.deadline", Kind.DURATION),
  WORK_FOLDER("work.folder", Kind.TEXT),
  DELIVERY_BATCH("delivery.batch", Kind.COUNT),
  DELIVERY_DEADLINE("delivery.deadline", Kind.DURATION),
  LOOKUP_RATE("lookup.rate", Kind.COUNT),
  LOOKUP_CONCURRENCY("lookup.concurrency", Kind.COUNT),
  LOOKUP_DEADLINE("lookup.deadline", Kind.DURATION),
  IMPORTS_CONCURRENT("imports.concurrent", Kind.COUNT),
  IMPORTS_DEADLINE("imports.deadline", Kind.DURATION),
  AWS_CALL_TIMEOUT("aws.call.timeout", Kind.DURATION),
  AWS_ATTEMPT_TIMEOUT("aws.attempt.timeout", Kind.DURATION),
  AWS_TRANSFER_TIMEOUT("aws.transfer.timeout", Kind.DURATION);

  /** What a value must look like; {@link #expected} is what an error message says of it. */
  enum Kind {
    TEXT("a text that is not empty"),
    URL("an http or https URL"),
    ARN("an ARN, such as arn:aws:sns:us-east-1:123456789012:topic"),
    COUNT("a whole number of 1 or more"),
    DURATION("a duration such as 500ms, 30s, 5m or 2h");

    final String expected;

    Kind(String expected) {
      this.expected = expected;
    }
  }

  private final String key;
  private final Kind kind;

  Setting(String key, Kind kind) {
    this.key = key;
    this.kind = kind;
  }

  /** The key as it stands in {@code application.properties}. */
  public String key() {
    return key;
  }

  Kind kind() {
    return kind;
  }

  /** The environment variable that overrides the key. */
  public String variable() {
    return key.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
