package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.TrainingData;

/**
 * Containers that are killed in the middle of a training run: a fresh one finishes it with no hand,
 * asks for nothing twice, and leaves no state change unannounced.
 */
@LongRun
@Tag("R2")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TrainingDeathTest {

  @RegisterExtension
  static final EndToEnd system = EndToEnd.alone("training-death").noticingDeathsSoon();

  private static final AtomicInteger TRIALS = new AtomicInteger();

  @BeforeAll
  static void giveEndpoints() {
    TrainingData.giveEndpoints(system);
  }

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  static List<Death> allDeaths() {
    return Death.ofATraining();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allDeaths")
  void aContainerThatIsKilledAtAPointIsSurvived(Death death) throws IOException {
    system.control().fault(death.fault());
    var trial = new TrainingTrial(system, "trial-" + TRIALS.incrementAndGet());

    trial.begin();
    system.eventually(death + " to come", () -> !system.control().held().isEmpty());
    system.application().kill();
    system.control().clearFaults();
    system.fleet().start();
    trial.end();

    assertThat(trial.violations()).isEmpty();
  }
}
