package org.segmentcourier.sandbox.s3;

import java.io.IOException;
import java.util.function.Predicate;
import org.segmentcourier.sandbox.front.Backend;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.front.Request;
import org.segmentcourier.sandbox.front.Response;

/** Answers {@code GetBucketNotificationConfiguration}, which the store behind does not know. */
final class NotificationConfiguration implements ForwardFilter {

  private static final String ANSWER =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <NotificationConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/">%s</NotificationConfiguration>
      """;

  private final Predicate<String> eventBridge;

  /**
   * @param eventBridge whether a bucket tells EventBridge of new objects
   */
  NotificationConfiguration(Predicate<String> eventBridge) {
    this.eventBridge = eventBridge;
  }

  @Override
  public Response filter(Request request, Backend next) throws IOException {
    if (!request.method().equals("GET") || request.parameter("notification").isEmpty()) {
      return next.answer(request);
    }
    String bucket = request.path().split("/")[1];
    return Response.of(
        200,
        "application/xml",
        ANSWER.formatted(eventBridge.test(bucket) ? "<EventBridgeConfiguration/>" : ""));
  }
}
