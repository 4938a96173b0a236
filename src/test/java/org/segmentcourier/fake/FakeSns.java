package org.segmentcourier.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;

/** SNS in memory: remembers what was published. */
public final class FakeSns implements SnsClient {

  private final List<PublishRequest> published = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  /** From now on, nothing can be published, or everything again. */
  public void close(boolean isClosed) {
    closed = isClosed;
  }

  public List<PublishRequest> published() {
    return List.copyOf(published);
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
    if (closed) {
      throw SnsException.builder().statusCode(400).message("the topic is away").build();
    }
    published.add(request);
    return PublishResponse.builder().messageId("message").build();
  }

  @Override
  public String serviceName() {
    return "sns";
  }

  @Override
  public void close() {}
}
