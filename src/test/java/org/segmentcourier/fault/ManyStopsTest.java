package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.fake.Aside;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Containers that are asked to stop in the middle of a delivery, as each deployment does. */
@LongRun
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ManyStopsTest {

  private static final int SEGMENTS = 2;
  private static final int USERS = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(ManyStopsTest.class);
  private static final int MANY_USERS = 100_000;
  private static final String LOOK_UP = "mobiletargeting:GetUserEndpoints";
  private static final Duration MOST = Duration.ofSeconds(25);

  /** What ECS waits for, by default, between asking and killing. */
  private static final Duration ECS = Duration.ofSeconds(30);

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("stops").with("QUEUE_VISIBILITY", "10").with("LOOKUP_RATE", "10000");

  private static Undisturbed undisturbed;

  @BeforeAll
  static void deliverOnceInPeace() throws IOException {
    undisturbed = Undisturbed.of(system, SEGMENTS, USERS);
  }

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  @RepeatedTest(20)
  @Tag("R15")
  void aContainerStopsInTimeAndLosesNothing(RepetitionInfo round) throws IOException {
    var trial = undisturbed.trial();

    trial.begin();
    undisturbed.pause(new SplittableRandom(round.getCurrentRepetition()));
    var took = system.application().stop();
    system.fleet().start();
    trial.end();

    assertThat(took).isLessThan(MOST);
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /**
   * Pinpoint answers so slowly that it takes an hour: it can't be waited for, and is broken off.
   */
  @Test
  @Tag("R15")
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void aContainerInTheMiddleOfALongDeliveryStopsInTimeAndLosesNothing() throws IOException {
    var large = Undisturbed.of(system, SEGMENTS, MANY_USERS / SEGMENTS);
    var trial = large.trial();
    long before = system.control().lastCall();
    system.control().fault(Fault.of(Effect.DELAY).operation(LOOK_UP).delayMillis(2_000));

    trial.begin();
    system.eventually("look-ups", () -> lookUps(before) > 500);
    var took = system.application().stop();
    system.control().clearFaults();
    system.fleet().start();
    trial.end(Duration.ofMinutes(5));

    LOG.info("stopped in the middle of {} look-ups after {}", MANY_USERS, took);
    assertThat(took).isLessThan(MOST);
    assertThat(large.violations(trial)).isEmpty();
  }

  private static long lookUps(long since) {
    return system.control().calls(since).stream()
        .filter(call -> call.action().equals(LOOK_UP))
        .count();
  }

  /** How often the output was read: once for each build. */
  private static long builds(long since) {
    return system.control().calls(since).stream()
        .filter(call -> call.agent().startsWith("application-"))
        .filter(call -> call.action().equals("s3:GetObject"))
        .filter(call -> call.resource().endsWith("/trial.json.out"))
        .count();
  }

  /** A call that AWS never answers keeps it from stopping. */
  @ParameterizedTest
  @ValueSource(strings = {"before the commit", "after published file 1", "before published file 2"})
  @Tag("R16")
  void aContainerThatIsKilledSinceItDoesNotStopPutsNothingAgain(String point) throws IOException {
    var death = Death.ofADelivery(SEGMENTS, List.of(point)).get(0);
    system.control().fault(death.fault().times(0)); // nor when it is made again
    var trial = undisturbed.trial();
    var stubborn = system.application();

    trial.begin();
    system.eventually(point + " to come", () -> !system.control().held().isEmpty());
    var published = trial.publishedTraces();
    long before = system.control().lastCall();
    var stopped = Aside.run(stubborn::stop);
    EndToEnd.letPass(ECS);
    stubborn.kill();
    stopped.join();
    system.control().clearFaults();
    system.fleet().start();
    trial.end();

    boolean decided = !point.equals("before the commit");
    assertThat(published.isEmpty()).isEqualTo(!decided);
    assertThat(trial.publishedTraces()).containsAllEntriesOf(published);
    assertThat(builds(before)).as("builds made again").isEqualTo(decided ? 0 : 1);
    assertThat(undisturbed.violations(trial)).isEmpty();
  }
}
