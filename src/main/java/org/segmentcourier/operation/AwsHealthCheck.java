package org.segmentcourier.operation;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.segmentcourier.aws.Answers;

/**
 * Ready is who gets answers from AWS. It asks nothing itself: it looks at what becomes of the
 * application's own calls, of which there is always one, the wait for messages. That a queue can be
 * received from is looked at by Camel, for each queue.
 */
final class AwsHealthCheck extends AbstractHealthCheck {

  private final List<Answers> services;

  AwsHealthCheck(Set<Answers> services) {
    super("segment-courier", "aws");
    this.services = services.stream().sorted(Comparator.comparing(Answers::service)).toList();
  }

  /** A container that AWS doesn't answer would not get better by being started anew. */
  @Override
  public boolean isLiveness() {
    return false;
  }

  @Override
  protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
    builder.up();
    for (var service : services) {
      service.silence().ifPresent(silence -> report(service.service(), silence, builder));
    }
  }

  private static void report(
      String service, Answers.Silence silence, HealthCheckResultBuilder builder) {
    builder
        .down()
        .message("AWS does not answer")
        .detail(
            service,
            "%d attempts since %s got no answer; the last: %s"
                .formatted(silence.attempts(), silence.since(), silence.last()));
  }
}
