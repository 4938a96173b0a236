package org.segmentcourier.operation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.segmentcourier.settings.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * How many messages were set aside. Somebody has to look at them, but the application is as well as
 * before. SQS is asked from time to time, if anybody wants to know; nobody waits for its answer.
 */
final class RedriveHealthCheck extends AbstractHealthCheck {

  private static final Logger LOG = LoggerFactory.getLogger(RedriveHealthCheck.class);

  private static final Duration PAUSE = Duration.ofMinutes(1);

  private static final QueueAttributeName COUNT = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;

  private final SqsClient sqs;
  private final Settings settings;
  private final Executor looks;
  private final InstantSource clock;
  private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.EPOCH);
  private volatile Map<WorkQueue, Integer> counts = Map.of();

  /**
   * @param looks asks SQS
   */
  RedriveHealthCheck(SqsClient sqs, Settings settings, Executor looks, InstantSource clock) {
    super("segment-courier", "redrive-queues");
    this.sqs = sqs;
    this.settings = settings;
    this.looks = looks;
    this.clock = clock;
  }

  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    var now = clock.instant();
    var due = nextLook.get();
    if (!now.isBefore(due) && nextLook.compareAndSet(due, now.plus(PAUSE))) {
      looks.execute(this::look);
    }
    builder.up();
    var known = counts;
    known.forEach((queue, count) -> builder.detail(queue.toString(), count));
    var some =
        known.entrySet().stream()
            .filter(queue -> queue.getValue() > 0)
            .map(queue -> "%s %d".formatted(queue.getKey(), queue.getValue()))
            .collect(Collectors.joining(", "));
    if (!some.isEmpty()) {
      builder.message("messages were set aside: " + some);
    }
  }

  private void look() {
    var found = new EnumMap<WorkQueue, Integer>(WorkQueue.class);
    try {
      for (var queue : WorkQueue.values()) {
        var url = settings.text(queue.redriveUrl());
        var count =
            sqs.getQueueAttributes(of -> of.queueUrl(url).attributeNames(COUNT))
                .attributes()
                .get(COUNT);
        found.put(queue, Integer.valueOf(count));
      }
      counts = found;
    } catch (RuntimeException e) {
      LOG.debug("messages in redrive queues not counted", e);
    }
  }
}
