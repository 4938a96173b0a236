package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.sandbox.front.Call;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containers that die in the middle of a delivery: killed, asked to stop, or frozen for longer than
 * their messages stay out of sight. A fresh one finishes with no hand, and the same bytes.
 */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class DeathTest {

  private static final Logger LOG = LoggerFactory.getLogger(DeathTest.class);

  private static final int SEGMENTS = 2;
  private static final int USERS = 200;
  private static final int MOST_SECONDS_TO_STOP = 25;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("death")
          .with("QUEUE_VISIBILITY", "3")
          .with("AWS_CALL_TIMEOUT", "5s") // a dead teller is waited for twice as long
          .with("AWS_ATTEMPT_TIMEOUT", "5s")
          .with("LOOKUP_RATE", "10000")
          .with("DELIVERY_BATCH", "50");

  private static Undisturbed undisturbed;

  @BeforeAll
  static void deliverOnceInPeace() throws IOException {
    undisturbed = Undisturbed.of(system, SEGMENTS, USERS);
    LOG.info("an undisturbed delivery takes {} ms", undisturbed.millis());
  }

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  static Stream<Death> someDeaths() {
    var wanted =
        List.of(
            "after staged file 2",
            "after the commit",
            "after published file 2",
            "after the claim to tell people",
            "after CreateImportJob");
    return Death.ofADelivery(SEGMENTS).stream().filter(death -> wanted.contains(death.name()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("someDeaths")
  void aContainerThatIsKilledAtAPointIsSurvived(Death death) throws IOException {
    system.control().fault(death.fault());
    var trial = undisturbed.trial();

    trial.begin();
    system.eventually(death + " to come", () -> !system.control().held().isEmpty());
    system.application().kill();
    system.control().clearFaults();
    system.fleet().start();
    trial.end();

    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void aContainerThatIsKilledAtAnyMomentIsSurvived(long seed) throws Exception {
    var trial = undisturbed.trial();

    trial.begin();
    undisturbed.pause(new SplittableRandom(seed));
    system.application().kill();
    system.fleet().start();
    trial.end();

    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7, 8})
  void aContainerThatIsAskedToStopDoesSoInTimeAndLosesNothing(long seed) throws Exception {
    var trial = undisturbed.trial();

    trial.begin();
    undisturbed.pause(new SplittableRandom(seed));
    var took = system.application().stop();
    system.fleet().start();
    trial.end();

    assertThat(took).isLessThan(Duration.ofSeconds(MOST_SECONDS_TO_STOP));
    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  @Test
  void aContainerThatIsFrozenAndComesBackLateChangesNothing() throws IOException {
    var commit =
        Death.ofADelivery(SEGMENTS).stream()
            .filter(death -> death.name().equals("before the commit"))
            .findFirst()
            .orElseThrow();
    system.control().fault(commit.fault());
    var trial = undisturbed.trial();
    var stale = system.application();

    trial.begin();
    system.eventually("the commit", () -> !system.control().held().isEmpty());
    stale.freeze();
    system.control().clearFaults();
    system.fleet().start();
    trial.end();
    var traces = trial.traces();
    assertThat(undisturbed.violations(trial)).isEmpty();
    long before = lastCall();
    stale.thaw();
    system.eventually("the stale one to be done", () -> deletesOrder(stale, before));

    assertThat(trial.traces()).isEqualTo(traces);
    assertThat(undisturbed.violations(trial)).isEmpty();
    assertThat(trial.told()).isOne();
    stale.stop();
  }

  private static long lastCall() {
    return system.control().calls(0).stream().mapToLong(Call::number).max().orElse(0);
  }

  /** Whether an instance has come to the end of an order, be it in vain. */
  private static boolean deletesOrder(ApplicationProcess instance, long since) {
    return system.control().calls(since).stream()
        .filter(call -> call.agent().equals(system.fleet().agent(instance)))
        .anyMatch(
            call ->
                call.action().equals("sqs:DeleteMessage")
                    && call.resource().endsWith("deliveries.fifo"));
  }
}
