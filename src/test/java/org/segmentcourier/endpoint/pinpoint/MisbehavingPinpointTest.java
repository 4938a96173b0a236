package org.segmentcourier.endpoint.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.endpoint.Found;
import org.segmentcourier.fake.Aside;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/**
 * Look-ups of a hundred users, over HTTP, while Pinpoint or the way to it fails: faults R7 and R8.
 * Every user is answered, or the batch is not.
 */
@Tag("R8")
class MisbehavingPinpointTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(3);
  private static final Duration LATER = Duration.ofMinutes(2);

  /** The HTTP client and the SDK have some of their own. */
  private static final int OTHER_THREADS = 20;

  @TempDir Path folder;
  private RemotePinpoint pinpoint;

  @BeforeEach
  void start() throws Exception {
    pinpoint = new RemotePinpoint(folder, 1000, TIMEOUT);
    pinpoint.limit(0);
  }

  @AfterEach
  void stop() {
    pinpoint.close();
  }

  @Test
  void halfOfTheCallsFail() {
    pinpoint.fault(Fault.of(Effect.FAIL).probability(0.5, 1));

    assertThatEveryUserIsKnown(pinpoint.find(LATER));

    assertThat(pinpoint.calls()).isGreaterThanOrEqualTo(150);
  }

  @Test
  void connectionsAreDropped() {
    pinpoint.fault(Fault.of(Effect.DROP).probability(0.3, 1));

    assertThatEveryUserIsKnown(pinpoint.find(LATER));
  }

  @Test
  void answersAreLostOnTheirWay() {
    pinpoint.fault(Fault.of(Effect.DROP).after().probability(0.3, 1));

    assertThatEveryUserIsKnown(pinpoint.find(LATER));
  }

  @Test
  void someAnswersComeAfterHalfAMinute() {
    pinpoint.fault(Fault.of(Effect.DELAY).delayMillis(30_000).times(30));

    assertThatEveryUserIsKnown(pinpoint.find(LATER));
  }

  @Test
  void someCallsAreNeverAnswered() {
    pinpoint.fault(Fault.of(Effect.HOLD).times(30));

    assertThatEveryUserIsKnown(pinpoint.find(LATER));
  }

  @Test
  void anOutageThatEndsIsSatOut() {
    pinpoint.fault(Fault.of(Effect.FAIL).error(503, "ServiceUnavailableException"));
    var found = Aside.supply(() -> pinpoint.find(LATER));
    await().until(() -> pinpoint.calls() >= 200);
    pinpoint.clearFaults();

    assertThat(found).succeedsWithin(Duration.ofSeconds(20));
    assertThatEveryUserIsKnown(found.join());
  }

  @Test
  void anOutageThatLastsStopsTheBuild() {
    pinpoint.fault(Fault.of(Effect.FAIL).error(503, "ServiceUnavailableException"));

    assertThatThrownBy(() -> pinpoint.find(SOON))
        .isInstanceOf(NotYet.class)
        .hasMessageContaining("A look-up of endpoints in Pinpoint was not answered");
    assertThat(pinpoint.calls())
        .as("those under way, a few times each")
        .isLessThan(RemotePinpoint.AT_ONCE * 15L);
  }

  @Test
  void answersThatAllComeTooLateStopTheBuild() {
    pinpoint.fault(Fault.of(Effect.DELAY).delayMillis(30_000));

    assertThatThrownBy(() -> pinpoint.find(SOON)).isInstanceOf(NotYet.class);
  }

  /** A host that has gone: the connection is accepted, and that is all. */
  @Test
  void halfOpenConnectionsStopTheBuildAndHoldNoThreads() throws Exception {
    var threads = Executors.newFixedThreadPool(RemotePinpoint.AT_ONCE);
    try (var silent = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
        var client =
            RemotePinpoint.client(
                URI.create("http://127.0.0.1:" + silent.getLocalPort()), TIMEOUT)) {
      var endpoints =
          new PinpointEndpoints(
              client, "application", new Pace(1000), Duration.ofHours(2), SOON, threads);
      var live = ManagementFactory.getThreadMXBean();
      live.resetPeakThreadCount();
      int before = live.getThreadCount();

      assertThatThrownBy(() -> endpoints.find(RemotePinpoint.users(1000)))
          .isInstanceOf(NotYet.class);

      assertThat(live.getPeakThreadCount())
          .isLessThan(before + RemotePinpoint.AT_ONCE + OTHER_THREADS);
    } finally {
      threads.shutdownNow();
    }
    assertThat(threads.awaitTermination(20, TimeUnit.SECONDS)).as("all threads end").isTrue();
  }

  private static void assertThatEveryUserIsKnown(EndpointBatch found) {
    assertThat(Found.answers(found))
        .hasSize(100)
        .allSatisfy(
            user ->
                assertThat(user.endpoints())
                    .extracting(Endpoint::id)
                    .containsExactly(user.userId().replace('u', 'e')));
  }
}
