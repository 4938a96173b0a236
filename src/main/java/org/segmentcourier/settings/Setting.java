package org.segmentcourier.settings;

import java.util.List;
import java.util.Locale;

/**
 * Every key that the application knows, with what its value must look like. What each is for stands
 * in {@code application.properties}, beside its default.
 */
public enum Setting {
  DATA_BUCKET("data.bucket", Shape.text()),
  IMPORT_BUCKET("import.bucket", Shape.text()),
  UPLOADS_QUEUE_URL("uploads.queue.url", Shape.queue()),
  UPLOADS_REDRIVE_QUEUE_URL("uploads.redrive.queue.url", Shape.queue()),
  STATE_CHANGES_QUEUE_URL("state.changes.queue.url", Shape.queue()),
  STATE_CHANGES_REDRIVE_QUEUE_URL("state.changes.redrive.queue.url", Shape.queue()),
  TRAINING_QUEUE_URL("training.queue.url", Shape.fifoQueue()),
  TRAINING_REDRIVE_QUEUE_URL("training.redrive.queue.url", Shape.fifoQueue()),
  IMPORTS_QUEUE_URL("imports.queue.url", Shape.fifoQueue()),
  IMPORTS_REDRIVE_QUEUE_URL("imports.redrive.queue.url", Shape.fifoQueue()),
  DELIVERIES_QUEUE_URL("deliveries.queue.url", Shape.fifoQueue()),
  DELIVERIES_REDRIVE_QUEUE_URL("deliveries.redrive.queue.url", Shape.fifoQueue()),
  REFRESHES_QUEUE_URL("refreshes.queue.url", Shape.fifoQueue()),
  REFRESHES_REDRIVE_QUEUE_URL("refreshes.redrive.queue.url", Shape.fifoQueue()),
  QUEUE_VISIBILITY("queue.visibility", Shape.count(2, 43_200)),
  QUEUE_RECEIVES("queue.receives", Shape.count(1, 1000)),
  QUEUE_DEATHS("queue.deaths", Shape.count(1, 1000)),
  QUEUE_DEADLINE("queue.deadline", Shape.duration()),
  BUS_NAME("bus.name", Shape.text()),
  STATE_CHANGES_SOURCE("state.changes.source", Shape.text()),
  TOPIC_ARN("topic.arn", Shape.arn("sns", "arn:aws:sns:us-east-1:123456789012:topic")),
  NOTIFICATION_SUBJECT("notification.subject", Shape.text()),
  PERSONALIZE_ROLE_ARN(
      "personalize.role.arn", Shape.arn("iam", "arn:aws:iam::123456789012:role/name")),
  PINPOINT_APPLICATION_ID("pinpoint.application.id", Shape.text()),
  PINPOINT_ROLE_ARN("pinpoint.role.arn", Shape.arn("iam", "arn:aws:iam::123456789012:role/name")),
  TRAINING_QUIET("training.quiet", Shape.duration()),
  TRAINING_WAIT("training.wait", Shape.duration()),
  TRAINING_DEADLINE("training.deadline", Shape.duration()),
  WORK_FOLDER("work.folder", Shape.text()),
  DELIVERY_BATCH("delivery.batch", Shape.count(1, 100_000)),
  DELIVERY_DEADLINE("delivery.deadline", Shape.duration()),
  HOLDOUT_KEY("holdout.key", Shape.text()),
  DELIVERY_BRANCH_WAIT("delivery.branch.wait", Shape.duration()),
  BRANCHES_ALL("branches.all", Shape.trueOrFalse()),
  BRANCHES_EMAIL("branches.email", Shape.trueOrFalse()),
  BRANCHES_SMS("branches.sms", Shape.trueOrFalse()),
  BRANCHES_PUSH("branches.push", Shape.trueOrFalse()),
  BRANCHES_VOICE("branches.voice", Shape.trueOrFalse()),
  BRANCHES_IN_APP("branches.in-app", Shape.trueOrFalse()),
  ROUTES_LOCATION("routes.location", Shape.folder()),
  ROUTES_WATCH("routes.watch", Shape.trueOrFalse()),
  ROUTES_COMPONENTS("routes.components", Shape.components()),
  ENDPOINTS_SOURCE("endpoints.source", Shape.choice(List.of("auto", "directory", "pinpoint"))),
  ENDPOINTS_QUIET("endpoints.quiet", Shape.duration()),
  ENDPOINTS_LOOKUP_MAX_TIME("endpoints.lookup.max-time", Shape.duration()),
  ENDPOINTS_ATTRIBUTES("endpoints.attributes", Shape.columns()),
  ENDPOINTS_MEMORY("endpoints.memory", Shape.count(64, 1_000_000)),
  LOOKUP_RATE("lookup.rate", Shape.count(1, 10_000)),
  LOOKUP_CONCURRENCY("lookup.concurrency", Shape.count(1, 1000)),
  LOOKUP_DEADLINE("lookup.deadline", Shape.duration()),
  IMPORTS_CONCURRENT("imports.concurrent", Shape.count(1, 100)),
  IMPORTS_DEADLINE("imports.deadline", Shape.duration()),
  AWS_CALL_TIMEOUT("aws.call.timeout", Shape.duration()),
  AWS_ATTEMPT_TIMEOUT("aws.attempt.timeout", Shape.duration()),
  AWS_PART_TIMEOUT("aws.part.timeout", Shape.duration()),
  AWS_TRANSFER_TIMEOUT("aws.transfer.timeout", Shape.duration()),
  LOGS_JSON("logs.json", Shape.trueOrFalse()),
  TRACES_ENABLED("traces.enabled", Shape.trueOrFalse()),
  MANAGEMENT_USER("management.user", Shape.user()),
  MANAGEMENT_PASSWORD("management.password", Shape.password()),
  MANAGEMENT_ORIGINS("management.origins", Shape.origins()),
  METRICS_EMBEDDED("metrics.embedded", Shape.trueOrFalse());

  private final String key;
  private final Shape shape;

  Setting(String key, Shape shape) {
    this.key = key;
    this.shape = shape;
  }

  /** The key as it stands in {@code application.properties}. */
  public String key() {
    return key;
  }

  /** What its value must look like. */
  Shape shape() {
    return shape;
  }

  /** Whether nobody may read its value, in no message. */
  boolean isSecret() {
    return this == MANAGEMENT_PASSWORD;
  }

  /** The environment variable that overrides the key. */
  public String variable() {
    return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }
}
