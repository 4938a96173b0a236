package org.segmentcourier.aws;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** When each queue was last asked for messages, and since when it does not answer. */
public final class Polls implements ExecutionInterceptor {

  private final InstantSource clock;
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();
  private final Map<String, Instant> unanswered = new ConcurrentHashMap<>();

  /** Nobody has asked yet. */
  public Polls(InstantSource clock) {
    this.clock = clock;
  }

  /** When the queue was asked last, whatever became of it; empty if it never was. */
  public Optional<Instant> asked(String queueUrl) {
    return Optional.ofNullable(asked.get(queueUrl));
  }

  /**
   * When the queue was asked first of the times that it has not answered, neither with a message
   * nor without; empty if the last time it has.
   */
  public Optional<Instant> unanswered(String queueUrl) {
    return Optional.ofNullable(unanswered.get(queueUrl));
  }

  @Override
  public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
    if (call.request() instanceof ReceiveMessageRequest receive) {
      var now = clock.instant();
      asked.put(receive.queueUrl(), now);
      unanswered.putIfAbsent(receive.queueUrl(), now);
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
    if (call.request() instanceof ReceiveMessageRequest receive) {
      unanswered.remove(receive.queueUrl());
    }
  }
}
