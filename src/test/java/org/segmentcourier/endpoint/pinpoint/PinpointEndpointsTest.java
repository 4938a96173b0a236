package org.segmentcourier.endpoint.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.Found;
import org.segmentcourier.endpoint.NoAnswer;
import org.segmentcourier.endpoint.UserEndpoints;
import org.segmentcourier.fake.Aside;
import org.segmentcourier.segment.UserBatch;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.EndpointResponse;
import software.amazon.awssdk.services.pinpoint.model.ForbiddenException;
import software.amazon.awssdk.services.pinpoint.model.InternalServerErrorException;
import software.amazon.awssdk.services.pinpoint.model.NotFoundException;
import software.amazon.awssdk.services.pinpoint.model.PinpointException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;

class PinpointEndpointsTest {

  private static final int AT_ONCE = 4;

  private final FakePinpoint pinpoint = new FakePinpoint();
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void allEndpointsOfEachUserComeInTheOrderOfTheBatch() {
    pinpoint.add("u1", endpoint("b", "EMAIL"), endpoint("a", "SMS"));
    pinpoint.add("u2", endpoint("c", "PUSH"));

    var found = endpoints(1000).find(batch("u2", "u1"));

    assertThat(Found.answers(found))
        .containsExactly(
            new UserEndpoints("u2", List.of(new Endpoint("c", "PUSH", false, true))),
            new UserEndpoints(
                "u1",
                List.of(
                    new Endpoint("a", "SMS", false, true),
                    new Endpoint("b", "EMAIL", false, true))));
  }

  @Test
  void optOutAndStatusAreKnown() {
    pinpoint.add(
        "u",
        EndpointResponse.builder().id("1").channelType("SMS").optOut("ALL").build(),
        EndpointResponse.builder().id("2").channelType("SMS").endpointStatus("INACTIVE").build(),
        EndpointResponse.builder()
            .id("3")
            .channelType("SMS")
            .optOut("NONE")
            .endpointStatus("ACTIVE")
            .build());

    assertThat(Found.answers(endpoints(1000).find(batch("u"))).get(0).endpoints())
        .containsExactly(
            new Endpoint("1", "SMS", true, true),
            new Endpoint("2", "SMS", false, false),
            new Endpoint("3", "SMS", false, true));
  }

  /** Defect 3 of the reference. */
  @Test
  void aUserWhomPinpointDoesNotKnowHasNoEndpoints() {
    pinpoint.add("known", endpoint("a", "SMS"));

    var found = endpoints(1000).find(batch("stranger", "known"));

    assertThat(Found.answers(found).get(0).endpoints()).isEmpty();
    assertThat(Found.answers(found).get(1).endpoints()).hasSize(1);
  }

  @Test
  void anIdThatPinpointRefusesHasNoEndpoints() {
    pinpoint.fail(() -> BadRequestException.builder().statusCode(400).build());

    assertThat(Found.answers(endpoints(1000).find(batch("\u0000"))).get(0).endpoints()).isEmpty();
  }

  /** Servers refuse a path of ten kilobytes before anybody has looked at it. */
  @Test
  void anIdThatIsTooLongForAPathHasNoEndpoints() {
    pinpoint.add("u", endpoint("e", "SMS"));
    pinpoint.fail(() -> PinpointException.builder().statusCode(414).build());

    var found = Found.answers(endpoints(1000).find(batch("x".repeat(10_240)))).get(0);

    assertThat(found.endpoints()).isEmpty();
    assertThat(pinpoint.calls()).isEqualTo(2); // all were refused: anybody else is asked for, too
  }

  @Test
  void whereEveryLookUpIsRefusedNobodyIsCalledUnknown() {
    pinpoint.failAlways(
        () -> BadRequestException.builder().statusCode(400).message("Invalid project").build());

    assertThatThrownBy(() -> endpoints(1000).find(batch(3)))
        .isInstanceOf(NoAnswer.class)
        .hasMessageContaining("Pinpoint refuses every look-up of users in the project application")
        .hasMessageContaining("Invalid project")
        .hasMessageContaining("pinpoint.application.id");
  }

  @Test
  void anIdThatIsNeverAskedForDoesNotHideThatEveryLookUpIsRefused() {
    pinpoint.failAlways(
        () -> BadRequestException.builder().statusCode(400).message("Invalid project").build());

    assertThatThrownBy(() -> endpoints(1000).find(batch("u1", "..", "u2", "")))
        .isInstanceOf(NoAnswer.class)
        .hasMessageContaining("Invalid project");
  }

  @Test
  void whatTakesLongerThanADeliveryMayTakeIsNotBegun() {
    endpoints(300).expect(2_000_000);

    assertThatThrownBy(() -> endpoints(300).expect(5_000_000))
        .isInstanceOf(NoAnswer.class)
        .hasMessage(
            "To look up 5000000 users in Pinpoint takes 277 minutes at lookup.rate=300, but"
                + " endpoints.lookup.max-time allows 120. With an endpoint directory it takes"
                + " seconds: put files with endpoints under endpoints/ in the data bucket (README,"
                + " endpoint directory)");
  }

  /**
   * Where all threads are busy, whoever delivers looks users up, too. Were its interruption taken
   * for that of one look-up, it would go on for thousands of others, and the application not stop.
   */
  @Test
  void anInterruptionOfWhoeverDeliversEndsAllLookUpsThoughItIsAtOneItself() throws Exception {
    var goOn = new CountDownLatch(1);
    var delivers = Thread.currentThread();
    var own = new AtomicInteger();
    pinpoint.during(
        () -> {
          if (Thread.currentThread() != delivers) {
            waitFor(goOn);
          } else if (own.incrementAndGet() == 3) {
            delivers.interrupt();
          }
        });
    var busy =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            new ThreadPoolExecutor.CallerRunsPolicy());
    var endpoints =
        new PinpointEndpoints(
            pinpoint,
            "application",
            new Pace(1000),
            Duration.ofHours(2),
            Duration.ofMinutes(1),
            busy);
    try {
      assertThatThrownBy(() -> endpoints.find(batch(1000))).isInstanceOf(AbortedException.class);

      assertThat(Thread.interrupted()).isTrue();
      assertThat(own).hasValue(3);
    } finally {
      goOn.countDown();
      busy.shutdownNow();
    }
  }

  @Test
  void anInterruptionSaysNothingOfTheUsers() {
    pinpoint.fail(() -> AbortedException.create("the application stops"));

    assertThatThrownBy(() -> endpoints(1000).find(batch("u"))).isInstanceOf(AbortedException.class);
  }

  @Test
  void theEndOfTheThreadsSaysNothingOfTheUsers() {
    var found = Aside.supply(() -> endpoints(1).find(batch(100)));
    await().until(() -> pinpoint.calls() > 0);

    threads.shutdownNow();

    assertThat(found)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(AbortedException.class);
  }

  @Test
  void idsThatWouldAskForSomethingElseAreNotAsked() {
    var found = endpoints(1000).find(batch("", ".", ".."));

    assertThat(Found.answers(found)).allMatch(user -> user.endpoints().isEmpty());
    assertThat(pinpoint.calls()).isZero();
  }

  /** Defect 3 of the reference, its other half. */
  /** Defect 3 of the reference. */
  @Test
  void neitherAUserWithoutEndpointsNorAThrottledCallStopsTheBatch() {
    pinpoint.add("known", endpoint("a", "SMS"));
    pinpoint.fail(() -> TooManyRequestsException.builder().statusCode(429).build());

    assertThatNoException().isThrownBy(() -> endpoints(1000).find(batch("stranger", "known")));
  }

  @Test
  void throttledAndFailedCallsAreMadeAgain() {
    pinpoint.add("u", endpoint("a", "SMS"));
    pinpoint.fail(() -> TooManyRequestsException.builder().statusCode(429).build());
    pinpoint.fail(() -> InternalServerErrorException.builder().statusCode(500).build());
    pinpoint.fail(() -> ApiCallAttemptTimeoutException.create(20_000));

    var found = endpoints(1000).find(batch("u"));

    assertThat(Found.answers(found).get(0).endpoints()).hasSize(1);
    assertThat(pinpoint.calls()).isEqualTo(4);
  }

  @Test
  void aLookUpWithoutAnAnswerStopsTheBatch() {
    pinpoint.add("u", endpoint("a", "SMS"));
    IntStream.range(0, 1000)
        .forEach(
            i -> pinpoint.fail(() -> TooManyRequestsException.builder().statusCode(429).build()));

    assertThatThrownBy(() -> endpoints(1000, Duration.ofMillis(300)).find(batch("u")))
        .isInstanceOf(NotYet.class)
        .hasMessageContaining("A look-up of endpoints in Pinpoint was not answered");
    assertThat(pinpoint.calls()).isBetween(2, 10);
  }

  @Test
  void aLookUpThatIsNotAllowedStopsTheBatchAtOnce() {
    pinpoint.fail(
        () ->
            ForbiddenException.builder()
                .statusCode(403)
                .message("mobiletargeting:GetUserEndpoints")
                .build());

    assertThatThrownBy(() -> endpoints(1000).find(batch("u")))
        .isInstanceOf(NoAnswer.class)
        .hasMessageContaining("mobiletargeting:GetUserEndpoints");
    assertThat(pinpoint.calls()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ann@x.org, on apps/a/users/ann@x.org (403), on apps/a/users/*** (403)",
    "ann smith, on apps/a/users/ann smith (403), on apps/a/users/*** (403)",
    "ann smith, on apps/a/users/ann%20smith (403), on apps/a/users/*** (403)",
    "ann smith, on apps/a/users/ann+smith (403), on apps/a/users/*** (403)",
    "ann smith, on apps/a/users/ANN SMITH (403), on apps/a/users/***",
    "ann (1), user ann (1) may not be asked for, user *** may not be asked for",
    "an, an answer to banana 'an', *** answer to banana '***'"
  })
  void aRefusalIsTakenUpWithoutTheUserWhomItNames(String user, String message, String told) {
    pinpoint.fail(() -> ForbiddenException.builder().statusCode(403).message(message).build());

    assertThatThrownBy(() -> endpoints(1000).find(batch(user)))
        .isInstanceOf(NoAnswer.class)
        .hasNoCause()
        .hasMessageContaining("was not answered: " + told + "; attempts: 1");
  }

  @Test
  void aProjectThatPinpointDoesNotKnowIsNoProjectWithoutUsers() {
    pinpoint.fail(() -> TooManyRequestsException.builder().statusCode(429).build());
    endpoints(1000).check();
    pinpoint.fail(() -> NotFoundException.builder().statusCode(404).build());

    assertThatThrownBy(() -> endpoints(1000).check())
        .isInstanceOf(NoAnswer.class)
        .hasMessage(
            "Pinpoint knows no project application; pinpoint.application.id must be the id of one");
  }

  @Test
  void asManyLookUpsAreUnderWayAsAllowedAndNeverMore() {
    var together = new CountDownLatch(AT_ONCE);
    pinpoint.during(() -> meet(together));

    endpoints(100_000).find(batch(200));

    assertThat(pinpoint.most()).isEqualTo(AT_ONCE);
    assertThat(pinpoint.calls()).isEqualTo(200);
  }

  @Test
  void theRateIsKeptByRepeatedCallsToo() {
    IntStream.range(0, 20)
        .forEach(
            i -> pinpoint.fail(() -> TooManyRequestsException.builder().statusCode(429).build()));
    var endpoints = endpoints(50);
    long start = System.nanoTime();

    endpoints.find(batch(30));

    long millis = (System.nanoTime() - start) / 1_000_000;
    assertThat(pinpoint.calls()).isEqualTo(50);
    assertThat(millis).isGreaterThan(950);
  }

  private static void meet(CountDownLatch together) {
    together.countDown();
    waitFor(together);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private PinpointEndpoints endpoints(int rate) {
    return endpoints(rate, Duration.ofMinutes(1));
  }

  private PinpointEndpoints endpoints(int rate, Duration deadline) {
    return new PinpointEndpoints(
        pinpoint, "application", new Pace(rate), Duration.ofHours(2), deadline, threads);
  }

  private static UserBatch batch(String... users) {
    return UserBatch.of(0, List.of(users), 0, true);
  }

  private static UserBatch batch(int users) {
    return batch(IntStream.range(0, users).mapToObj(i -> "u" + i).toArray(String[]::new));
  }

  private static EndpointResponse endpoint(String id, String channelType) {
    return EndpointResponse.builder().id(id).channelType(channelType).build();
  }
}
