package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS fails, throttles or says nothing, in all services at once or in one, in the middle of a
 * delivery. It goes on soon after AWS is back, with the same bytes; until then the container says
 * that it is not ready, and asks no more than makes sense.
 */
@LongRun
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class OutageTest {

  private static final Logger LOG = LoggerFactory.getLogger(OutageTest.class);

  private static final int SEGMENTS = 2;
  private static final int USERS = 400;
  private static final Duration OUTAGE = Duration.ofSeconds(75);
  private static final Duration RESUMPTION = Duration.ofSeconds(60);

  private static final String LOOK_UP = "mobiletargeting:GetUserEndpoints";

  /** Five queues and a delivery wait; each asks every few seconds. */
  private static final int MOST_CALLS_A_SECOND = 20;

  /** With one try of each message: what passes is to use up none. */
  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("outage").with("LOOKUP_RATE", "20").with("QUEUE_RECEIVES", "1");

  private static Undisturbed undisturbed;

  @BeforeAll
  static void deliverOnceInPeace() throws IOException {
    undisturbed = Undisturbed.of(system, SEGMENTS, USERS);
  }

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  @Tag("R7")
  void halfOfAllCallsFailing(long seed) throws IOException {
    var trial = undisturbed.trial();
    strike(Fault.of(Effect.FAIL).probability(0.5, seed));

    trial.begin();
    trial.end(Duration.ofMinutes(5));

    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /** Whatever kind of outage: refused by AWS itself, no connection that lasts, none that speaks. */
  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {"FAIL", "DROP", "HOLD"})
  @Tag("R7")
  void aTotalOutageInTheMiddleOfADelivery(Effect effect) throws IOException {
    var trial = undisturbed.trial();
    var application = system.application();
    assertThat(application.isWell("ready")).isTrue();
    int threads = application.vitals().threads();
    trial.begin();
    lookUpsBegin();

    long before = system.control().lastCall();
    strike(Fault.of(effect));
    var began = Instant.now();
    await("not ready")
        .atMost(OUTAGE)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> !application.isWell("ready"));
    var noticed = Duration.between(began, Instant.now());
    EndToEnd.letPass(OUTAGE.minus(noticed));
    assertThat(application.isWell("ready")).as("ready").isFalse();
    assertThat(application.isWell("live")).as("live").isTrue();
    assertThat(application.vitals().threads()).as("threads").isLessThan(threads + 100);
    system.control().clearFaults();
    began = Instant.now();
    long recovery = system.control().lastCall();
    await("work").atMost(RESUMPTION).until(() -> works(recovery));
    var resumed = Duration.between(began, Instant.now());
    await("ready").atMost(RESUMPTION).until(() -> application.isWell("ready"));
    var ready = Duration.between(began, Instant.now());
    trial.end(Duration.ofMinutes(4));
    long calls = struck(before);

    LOG.info(
        "{}: not ready after {}, {} calls in {}, work resumed after {}, ready after {}",
        effect,
        noticed,
        calls,
        OUTAGE,
        resumed,
        ready);
    assertThat(calls)
        .as("calls in the outage")
        .isLessThan(MOST_CALLS_A_SECOND * OUTAGE.toSeconds());
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /** One service alone: messages are received all the while. */
  @ParameterizedTest
  @ValueSource(strings = {"s3", "sns", "mobiletargeting"})
  @Tag("R7")
  void anOutageOfOneServiceInTheMiddleOfADelivery(String service) throws IOException {
    var trial = undisturbed.trial();
    trial.begin();
    lookUpsBegin();

    strike(Fault.of(Effect.FAIL).operation(service + ":*"));
    var refused = "pinpoint/in the outage of %s.txt".formatted(service);
    system.aws().put(system.aws().importBucket(), refused, "e1");
    EndToEnd.letPass(OUTAGE);
    system.control().clearFaults();
    await("people to be told").atMost(RESUMPTION).until(() -> system.hasMail(refused));
    trial.end(Duration.ofMinutes(4));

    assertThat(system.logged("message set aside")).isEmpty();
    assertThat(system.logged("nobody told")).isEmpty();
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /** For minutes nine of ten calls are throttled, in every service, and nobody says till when. */
  @Test
  @Tag("R6")
  void aThrottlingStorm() throws IOException {
    var trial = undisturbed.trial();
    long before = system.control().lastCall();
    strike(Fault.of(Effect.THROTTLE).probability(0.9, 6));
    var storm = Duration.ofMinutes(2);

    trial.begin();
    EndToEnd.letPass(storm);
    long calls = struck(before);
    system.control().clearFaults();
    trial.end(Duration.ofMinutes(4));

    LOG.info("{} calls were throttled in {}", calls, storm);
    assertThat(calls).as("calls throttled").isLessThan(MOST_CALLS_A_SECOND * storm.toSeconds());
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /** Answers that come after the caller has given up waiting. */
  @Test
  @Tag("R8")
  void answersThatComeTooLate() throws IOException {
    var trial = undisturbed.trial();
    var application = system.application();
    trial.begin();
    lookUpsBegin();

    strike(Fault.of(Effect.DELAY).delayMillis(30_000));
    await("not ready").atMost(Duration.ofMinutes(2)).until(() -> !application.isWell("ready"));
    assertThat(application.isWell("live")).isTrue();
    system.control().clearFaults();
    trial.end(Duration.ofMinutes(4));

    await("ready").atMost(RESUMPTION).until(() -> application.isWell("ready"));
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  private static void strike(Fault fault) {
    system.control().fault(fault.agent("application-*"));
  }

  private static void lookUpsBegin() {
    long before = system.control().lastCall();
    system.eventually(
        "the first look-ups",
        () ->
            system.control().calls(before).stream()
                    .filter(call -> call.action().equals(LOOK_UP))
                    .count()
                > 20);
  }

  private static long struck(long since) {
    return system.control().calls(since).stream().filter(call -> !call.fault().isEmpty()).count();
  }

  /**
   * Whether the delivery gets on: a user was looked up. To receive its order, or to keep it out of
   * sight, is not yet work.
   */
  private static boolean works(long since) {
    return system.control().calls(since).stream()
        .filter(call -> call.agent().startsWith("application-"))
        .filter(call -> call.status() == 200)
        .anyMatch(call -> call.action().equals(LOOK_UP));
  }
}
