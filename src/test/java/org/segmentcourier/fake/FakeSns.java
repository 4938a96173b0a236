package org.segmentcourier.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;

/** SNS in memory: remembers what was published. */
public final class FakeSns implements SnsClient {

  private final List<PublishRequest> published = new CopyOnWriteArrayList<>();

  public List<PublishRequest> published() {
    return List.copyOf(published);
  }

  @Override
  public PublishResponse publish(PublishRequest request) {
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
