package org.segmentcourier.sandbox.queues;

import java.util.List;
import java.util.function.Predicate;

/**
 * The attributes of a queue that can be set, and what SQS lets them be. Source: the API reference
 * of SetQueueAttributes, as of 2025 (a message may have 1 MiB since August of it).
 */
enum QueueAttribute {
  DelaySeconds(number(0, 900)),
  MaximumMessageSize(number(1024, 1_048_576)),
  MessageRetentionPeriod(number(60, 1_209_600)),
  ReceiveMessageWaitTimeSeconds(number(0, 20)),
  VisibilityTimeout(number(0, 43_200)),
  Policy(value -> true),
  RedrivePolicy(value -> true),
  RedriveAllowPolicy(value -> true),
  KmsMasterKeyId(value -> true),
  KmsDataKeyReusePeriodSeconds(number(60, 86_400)),
  SqsManagedSseEnabled(oneOf("true", "false")),
  FifoQueue(oneOf("true")),
  ContentBasedDeduplication(oneOf("true", "false")),
  DeduplicationScope(oneOf("queue", "messageGroup")),
  FifoThroughputLimit(oneOf("perQueue", "perMessageGroupId"));

  private final Predicate<String> fits;

  QueueAttribute(Predicate<String> fits) {
    this.fits = fits;
  }

  boolean fits(String value) {
    return fits.test(value);
  }

  /** Whether a standard queue has none such. */
  boolean onlyOfFifo() {
    return compareTo(FifoQueue) >= 0;
  }

  /** Whether ElasticMQ knows it; others it takes and forgets. */
  boolean known() {
    return switch (this) {
      case DelaySeconds,
          ReceiveMessageWaitTimeSeconds,
          VisibilityTimeout,
          RedrivePolicy,
          FifoQueue,
          ContentBasedDeduplication ->
          true;
      default -> false;
    };
  }

  private static Predicate<String> number(int least, int most) {
    return value ->
        value.matches("\\d{1,8}")
            && Integer.parseInt(value) >= least
            && Integer.parseInt(value) <= most;
  }

  private static Predicate<String> oneOf(String... values) {
    return value -> List.of(values).contains(value);
  }
}
