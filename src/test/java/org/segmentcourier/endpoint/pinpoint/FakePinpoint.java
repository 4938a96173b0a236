package org.segmentcourier.endpoint.pinpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.EndpointResponse;
import software.amazon.awssdk.services.pinpoint.model.GetAppRequest;
import software.amazon.awssdk.services.pinpoint.model.GetAppResponse;
import software.amazon.awssdk.services.pinpoint.model.GetUserEndpointsRequest;
import software.amazon.awssdk.services.pinpoint.model.GetUserEndpointsResponse;
import software.amazon.awssdk.services.pinpoint.model.NotFoundException;

/** A Pinpoint that knows some users, and fails as often as it was told to. */
final class FakePinpoint implements PinpointClient {

  private final Map<String, List<EndpointResponse>> users = new HashMap<>();
  private final Queue<Supplier<RuntimeException>> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private Runnable each = () -> {};
  private Supplier<RuntimeException> always;

  void add(String user, EndpointResponse... endpoints) {
    users.put(user, Arrays.asList(endpoints));
  }

  /** The next call fails so. */
  void fail(Supplier<RuntimeException> failure) {
    failures.add(failure);
  }

  /** Every look-up fails so. */
  void failAlways(Supplier<RuntimeException> failure) {
    always = failure;
  }

  /** What each call does before it is answered. */
  void during(Runnable each) {
    this.each = each;
  }

  int calls() {
    return calls.get();
  }

  /** The most calls that were under way at once. */
  int most() {
    return most.get();
  }

  @Override
  public GetAppResponse getApp(GetAppRequest request) {
    var failure = failures.poll();
    if (failure != null) {
      throw failure.get();
    }
    return GetAppResponse.builder().build();
  }

  @Override
  public GetUserEndpointsResponse getUserEndpoints(GetUserEndpointsRequest request) {
    calls.incrementAndGet();
    most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
    try {
      each.run();
      return answer(request);
    } finally {
      underWay.decrementAndGet();
    }
  }

  private GetUserEndpointsResponse answer(GetUserEndpointsRequest request) {
    var failure = failures.poll();
    if (failure != null) {
      throw failure.get();
    }
    if (always != null) {
      throw always.get();
    }
    var endpoints = users.get(request.userId());
    if (endpoints == null) {
      throw NotFoundException.builder().statusCode(404).message("not found").build();
    }
    return GetUserEndpointsResponse.builder()
        .endpointsResponse(response -> response.item(new ArrayList<>(endpoints)))
        .build();
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {}
}
