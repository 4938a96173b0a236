package org.segmentcourier.endpoint.pinpoint;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.segmentcourier.aws.AwsCalls;
import org.segmentcourier.aws.Connections;
import org.segmentcourier.aws.SingleAttempts;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.sandbox.control.Control;
import org.segmentcourier.sandbox.control.ControlClient;
import org.segmentcourier.sandbox.front.Call;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Front;
import org.segmentcourier.sandbox.pinpoint.Pinpoint;
import org.segmentcourier.segment.UserBatch;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.ChannelType;
import software.amazon.awssdk.services.pinpoint.model.EndpointBatchItem;

/**
 * The sandbox's Pinpoint alone, reached over HTTP as by the application, with limits and faults as
 * they are ordered at the control port, and what the sandbox records of the look-ups. It knows
 * users u0 to u99, with an endpoint each.
 */
final class RemotePinpoint implements AutoCloseable {

  /** Look-ups at once: {@code lookup.concurrency}. */
  static final int AT_ONCE = 64;

  /** As many as one call can make known. */
  private static final int KNOWN = 100;

  private static final int BATCH = 1000;

  private final Front front;
  private final Pinpoint service;
  private final Control control;
  private final ControlClient orders;
  private final PinpointClient client;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
  private final ExecutorService build = Executors.newSingleThreadExecutor();
  private final String project;
  private Future<?> building = CompletableFuture.completedFuture(null);
  private final int highest;

  /** With the times that are the defaults of the application. */
  RemotePinpoint(Path folder, int highest) throws IOException {
    this(folder, highest, Duration.ofSeconds(20));
  }

  /**
   * @param folder of the sandbox
   * @param highest {@code lookup.rate}
   * @param timeout {@code aws.attempt.timeout}
   */
  RemotePinpoint(Path folder, int highest, Duration timeout) throws IOException {
    this.highest = highest;
    front = new Front(0);
    service = new Pinpoint(new FakeS3(), Clock.systemUTC(), folder);
    front.serve("mobiletargeting", service);
    control = new Control(0, front);
    orders = new ControlClient(control.uri());
    client = client(front.uri(), timeout);
    project = service.createApp("personalize");
    try (var patient = client(front.uri(), Duration.ofMinutes(1))) {
      patient.updateEndpointsBatch(
          request ->
              request
                  .applicationId(project)
                  .endpointBatchRequest(batch -> batch.item(endpoints(KNOWN))));
    }
  }

  private static List<EndpointBatchItem> endpoints(int users) {
    return IntStream.range(0, users)
        .mapToObj(
            user ->
                EndpointBatchItem.builder()
                    .id("e" + user)
                    .channelType(ChannelType.SMS)
                    .address("+4930" + user)
                    .user(u -> u.userId("u" + user))
                    .build())
        .toList();
  }

  /** A client as the application has it for look-ups, but for the timeout. */
  static PinpointClient client(URI url, Duration timeout) {
    return SingleAttempts.of(
            PinpointClient.builder(),
            Connections.of(timeout, AT_ONCE),
            timeout,
            new AwsCalls(new SimpleMeterRegistry()))
        .endpointOverride(url)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }

  /** Looks up users, batch after batch, until it is closed. */
  void lookUp() {
    var endpoints = endpoints(Duration.ofMinutes(15));
    building =
        build.submit(
            () -> {
              while (!Thread.currentThread().isInterrupted()) {
                endpoints.find(users(BATCH));
              }
            });
  }

  /**
   * Looks up the known users.
   *
   * @param deadline {@code lookup.deadline}
   */
  EndpointBatch find(Duration deadline) {
    return endpoints(deadline).find(users(KNOWN));
  }

  private PinpointEndpoints endpoints(Duration deadline) {
    return new PinpointEndpoints(
        client, project, new Pace(highest), Duration.ofHours(2), deadline, threads);
  }

  /** Users u0, u1 and so on. */
  static UserBatch users(int count) {
    return UserBatch.of(
        0, IntStream.range(0, count).mapToObj(user -> "u" + user).toList(), 0, true);
  }

  /** Look-ups go wrong. */
  void fault(Fault fault) {
    orders.fault(fault.operation("mobiletargeting:GetUserEndpoints"));
  }

  void clearFaults() {
    orders.clearFaults();
  }

  /** Look-ups that came in so far. */
  long calls() {
    return orders.counts().getOrDefault("mobiletargeting:GetUserEndpoints", 0L);
  }

  void limit(int perSecond) {
    orders.tune("mobiletargeting", Map.of("rates", Map.of("GetUserEndpoints", perSecond)));
  }

  /** Lets some time pass; the calls that came in meanwhile. */
  Observed observe(int seconds) {
    var start = Instant.now();
    await()
        .pollDelay(Duration.ofSeconds(seconds))
        .timeout(Duration.ofSeconds(seconds + 60))
        .until(() -> true);
    return new Observed(
        start,
        seconds,
        front.calls().since(0).stream()
            .filter(call -> call.operation().equals("GetUserEndpoints"))
            .filter(call -> !Instant.parse(call.at()).isBefore(start))
            .toList());
  }

  @Override
  public void close() {
    building.cancel(true);
    build.shutdownNow();
    threads.shutdownNow();
    client.close();
    control.close();
    front.close();
    service.close();
  }

  /** Calls over some seconds, as the sandbox recorded them. */
  record Observed(Instant start, int seconds, List<Call> calls) {

    /** Calls per second that were taken. */
    double taken() {
      return taken(0, seconds);
    }

    double refusedShare() {
      return refusedShare(0, seconds);
    }

    /** After how many seconds, five in a row, so many were taken and hardly one was refused. */
    int secondsUntil(double rate) {
      return IntStream.range(0, seconds - 5)
          .filter(from -> taken(from, from + 5) >= rate && refusedShare(from, from + 5) <= 0.05)
          .findFirst()
          .orElse(seconds);
    }

    private double taken(int from, int to) {
      return (double) count(from, to, false) / (to - from);
    }

    private double refusedShare(int from, int to) {
      return (double) count(from, to, true) / (count(from, to, true) + count(from, to, false));
    }

    private long count(int from, int to, boolean refused) {
      return calls.stream()
          .filter(call -> refused == (call.status() == 429))
          .map(call -> Duration.between(start, Instant.parse(call.at())).toMillis())
          .filter(millis -> millis >= from * 1000L && millis < to * 1000L)
          .count();
    }

    @Override
    public String toString() {
      return "%.1f/s taken, %.2f %% refused".formatted(taken(), 100 * refusedShare());
    }
  }
}
