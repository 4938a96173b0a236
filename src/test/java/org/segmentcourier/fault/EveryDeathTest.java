package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.endtoend.EndToEnd;

/** Containers that are killed at each point of a delivery and its imports that there is. */
@LongRun
@Tag("R2")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class EveryDeathTest {

  private static final int SEGMENTS = 2;
  private static final int USERS = 200;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("every-death")
          .noticingDeathsSoon()
          .with("LOOKUP_RATE", "10000")
          .with("DELIVERY_BATCH", "50");

  private static Undisturbed undisturbed;

  @BeforeAll
  static void deliverOnceInPeace() throws IOException {
    undisturbed = Undisturbed.of(system, SEGMENTS, USERS);
  }

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  static List<Death> allDeaths() {
    return Death.ofADelivery(SEGMENTS);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("allDeaths")
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
}
