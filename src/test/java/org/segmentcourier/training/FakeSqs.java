package org.segmentcourier.training;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** The training queue in memory; of equal deduplication ids it keeps the first in five minutes. */
final class FakeSqs implements SqsClient {

  /** What is in the queue, oldest first. */
  final List<SendMessageRequest> queue = new CopyOnWriteArrayList<>();

  /** What was ever taken into the queue. */
  final List<SendMessageRequest> sent = new CopyOnWriteArrayList<>();

  private static final Duration REMEMBERED = Duration.ofMinutes(5);

  private final Map<String, Instant> ids = new HashMap<>();
  private final InstantSource clock;

  FakeSqs(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public SendMessageResponse sendMessage(SendMessageRequest request) {
    var now = clock.instant();
    var known = ids.get(request.messageDeduplicationId());
    if (known == null || known.plus(REMEMBERED).isBefore(now)) {
      ids.put(request.messageDeduplicationId(), now);
      queue.add(request);
      sent.add(request);
    }
    return SendMessageResponse.builder().messageId("sent").build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
