package org.segmentcourier.operation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.segmentcourier.operation.Inboxes.Neglected;

/** Whether each queue that is to be looked into is. */
final class QueuesHealthCheck extends AbstractHealthCheck {

  /**
   * Ten times as long as a look takes that is not answered: whoever asked last will not ask again.
   */
  private static final Duration DEAD = Duration.ofMinutes(10);

  /** A look waits 20 s for a message. */
  private static final Duration LATE = Duration.ofMinutes(1);

  private final boolean live;
  private final String what;
  private final Supplier<List<Neglected>> neglected;

  private QueuesHealthCheck(
      String id, boolean live, String what, Supplier<List<Neglected>> neglected) {
    super("segment-courier", id);
    this.live = live;
    this.what = what;
    this.neglected = neglected;
  }

  /**
   * Ready is who gets answers from each of them.
   *
   * @param call how long a call may take
   */
  static QueuesHealthCheck ready(Inboxes inboxes, Duration call) {
    return new QueuesHealthCheck(
        "queues", false, "no answer from", () -> inboxes.unanswered(LATE.plus(call)));
  }

  /**
   * Live is who asks at all: a consumer that has died does not come back without a new start.
   *
   * @param call how long a call may take
   */
  static QueuesHealthCheck live(Inboxes inboxes, Duration call) {
    return new QueuesHealthCheck(
        "consumers", true, "nobody looks into", () -> inboxes.unasked(DEAD.plus(call)));
  }

  @Override
  public boolean isLiveness() {
    return live;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    var queues = neglected.get();
    builder.up();
    if (!queues.isEmpty()) {
      builder.down().message(message(queues));
      queues.forEach(queue -> builder.detail(queue.queue().toString(), "since " + queue.since()));
    }
  }

  private String message(List<Neglected> queues) {
    return queues.stream()
        .map(queue -> "%s since %s".formatted(queue.queue(), queue.since()))
        .collect(Collectors.joining(", ", what + " ", ""));
  }
}
