package org.segmentcourier.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** SNS in memory: remembers what was published. */
public final class FakeSns implements SnsClient {

  private final List<PublishRequest> published = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private final AtomicInteger waiting = new AtomicInteger();

  /** From now on, nothing can be published, or everything again. */
  public void close(boolean isClosed) {
    closed = isClosed;
  }

  /** From now on, what is published gets no answer, until it is let go. */
  public void hold() {
    held = new CountDownLatch(1);
  }

  public void letGo() {
    held.countDown();
  }

  /** How many calls wait for their answer. */
  public int waiting() {
    return waiting.get();
  }

  public List<PublishRequest> published() {
    return List.copyOf(published);
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    if (closed) {
      throw SnsException.builder().statusCode(503).message("the topic is away").build();
    }
    await();
    published.add(request);
    return PublishResponse.builder().messageId("message").build();
  }

  private void await() {
    waiting.incrementAndGet();
    try {
      held.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  @Override
  public String serviceName() {
    return "sns";
  }

  @Override
  public void close() {}
}
