package org.segmentcourier.fake;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** EventBridge in memory: remembers the events, and may take a call without its event. */
public final class FakeEvents implements EventBridgeClient {

  private final List<PutEventsRequestEntry> taken = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();

  /** So many of the next events are not taken. */
  public void refuse(int events) {
    refusals.set(events);
  }

  public List<PutEventsRequestEntry> taken() {
    return List.copyOf(taken);
  }

  @Override
  public PutEventsResponse putEvents(PutEventsRequest request) {
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      var refused =
          PutEventsResultEntry.builder()
              .errorCode("ThrottlingException")
              .errorMessage("slow down")
              .build();
      return PutEventsResponse.builder().failedEntryCount(1).entries(refused).build();
    }
    taken.addAll(request.entries());
    return PutEventsResponse.builder().failedEntryCount(0).build();
  }

  @Override
  public String serviceName() {
    return "events";
  }

  @Override
  public void close() {}
}
