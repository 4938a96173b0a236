package org.segmentcourier.fault;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.EndToEnd;
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
          .noticingDeathsSoon()
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

  /** One after the other, in the order in which they come: the fresh container dies at the next. */
  @Test
  void containersThatAreKilledAtFivePointsOfADeliveryAreSurvived() throws IOException {
    var points =
        List.of(
            "after staged file 1",
            "after the commit",
            "after published file 1",
            "after the claim to tell people",
            "after CreateImportJob");
    var deaths = new ArrayList<>(Death.ofADelivery(SEGMENTS, points));
    var trial = undisturbed.trial();

    var armed = arm(deaths);
    trial.begin();
    while (!deaths.isEmpty()) {
      system.eventually("one of " + deaths, () -> !system.control().held().isEmpty());
      deaths.remove(armed.get(system.control().held().get(0).fault()));
      system.application().kill();
      system.control().clearFaults();
      armed = arm(deaths);
      system.fleet().start();
    }
    trial.end();

    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  /**
   * Lets containers come to these points, but not beyond; gives the points by their faults' ids.
   */
  private static Map<String, Death> arm(List<Death> deaths) {
    return deaths.stream()
        .collect(toMap(death -> system.control().fault(death.fault()), death -> death));
  }

  @Test
  void fiveContainersThatAreKilledAtAnyMomentAreSurvived() throws IOException {
    for (var trial : disturb(5, new SplittableRandom(1), ApplicationProcess::kill)) {
      trial.end();
      assertThat(undisturbed.violations(trial)).isEmpty();
    }
  }

  @Test
  void threeContainersThatAreAskedToStopDoSoInTimeAndLoseNothing() throws IOException {
    var took = new ArrayList<Duration>();

    var trials = disturb(3, new SplittableRandom(2), container -> took.add(container.stop()));

    assertThat(took).allMatch(time -> time.toSeconds() < MOST_SECONDS_TO_STOP);
    for (var trial : trials) {
      trial.end();
      assertThat(undisturbed.violations(trial)).isEmpty();
    }
  }

  /**
   * Ends one container after the other in the middle of deliveries; a fresh one follows each. It
   * ends at any moment of an undisturbed delivery, counted from when it works.
   */
  private static List<Trial> disturb(
      int times, RandomGenerator random, Consumer<ApplicationProcess> end) throws IOException {
    var trials = new ArrayList<Trial>();
    for (int i = 0; i < times; i++) {
      if (trials.stream().allMatch(Trial::isOver)) {
        var trial = undisturbed.trial();
        trial.begin();
        trials.add(trial);
      }
      undisturbed.pause(random);
      end.accept(system.application());
      system.fleet().start().awaitStarted();
    }
    return trials;
  }

  @Test
  void aContainerThatIsFrozenAndComesBackLateChangesNothing() throws IOException {
    var commit = Death.ofADelivery(SEGMENTS, List.of("before the commit")).get(0);
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
    long before = system.control().lastCall();
    stale.thaw();
    system.eventually("the stale one to be done", () -> deletesOrder(stale, before));

    assertThat(trial.traces()).isEqualTo(traces);
    assertThat(undisturbed.violations(trial)).isEmpty();
    assertThat(trial.told()).isOne();
    stale.stop();
  }

  /**
   * Its call to start an import was on its way, and takes effect when another container has started
   * it, too: one segment is promised, not one call.
   */
  @Test
  @Tag("R19")
  void anImportThatAFrozenContainerStartsAfterAllIsTakenBack() throws IOException {
    SecondImport.of(system, undisturbed).isTakenBack(Duration.ZERO);
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
