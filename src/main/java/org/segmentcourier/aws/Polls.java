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

/** When each queue was last asked for messages, and when it has last answered. */
public final class Polls implements ExecutionInterceptor {

  private final InstantSource clock;
  private final Map<String, Instant> asked = new ConcurrentHashMap<>();
  private final Map<String, Instant> answered = new ConcurrentHashMap<>();

  /** Nobody has asked yet. */
  public Polls(InstantSource clock) {
    this.clock = clock;
  }

  /** When the queue was asked last, whatever became of it; empty if it never was. */
  public Optional<Instant> asked(String queueUrl) {
    return Optional.ofNullable(asked.get(queueUrl));
  }

  /** When the queue has answered last, with a message or without; empty if it never has. */
  public Optional<Instant> answered(String queueUrl) {
    return Optional.ofNullable(answered.get(queueUrl));
  }

  @Override
  public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
    if (call.request() instanceof ReceiveMessageRequest receive) {
      asked.put(receive.queueUrl(), clock.instant());
    }
  }

  @Override
  public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
    if (call.request() instanceof ReceiveMessageRequest receive) {
      answered.put(receive.queueUrl(), clock.instant());
    }
  }
}
