package org.segmentcourier.sandbox.queues;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Messages that rules and topics could not deliver: on AWS they are lost, here one can see them.
 */
public final class FailedDeliveries {

  /**
   * @param source ARN of the rule or topic
   * @param target ARN of the queue
   */
  public record Failure(String source, String target, String reason) {}

  private final List<Failure> failures = new CopyOnWriteArrayList<>();

  void add(Failure failure) {
    failures.add(failure);
  }

  /** All of them, oldest first. */
  public List<Failure> all() {
    return List.copyOf(failures);
  }
}
