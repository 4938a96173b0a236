package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.endtoend.EndToEnd;

/**
 * A container that is frozen for a minute, longer than its messages stay out of sight, and comes
 * back when another has done its work: it changes nothing that stays.
 */
@LongRun
@Tag("R19")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FrozenTest {

  private static final int SEGMENTS = 2;
  private static final int USERS = 200;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** Longer than a call may take: by then the one that came back has given up, or gone on. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(20);

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("frozen")
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

  static List<Death> beforeWhatChangesSomething() {
    var wanted =
        List.of(
            "before staged file 1",
            "before the commit",
            "before published file 1",
            "before published file 2",
            "before the manifest",
            "before the order is deleted",
            "before the claim",
            "before CreateImportJob");
    return Death.ofADelivery(SEGMENTS, wanted);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("beforeWhatChangesSomething")
  void aContainerThatComesBackLateChangesNothing(Death death) throws IOException {
    system.control().fault(death.fault());
    var trial = undisturbed.trial();
    var stale = system.application();

    trial.begin();
    system.eventually(death + " to come", () -> !system.control().held().isEmpty());
    stale.freeze();
    system.control().clearFaults();
    system.fleet().start();
    EndToEnd.letPass(MINUTE);
    trial.end();
    var traces = trial.traces();
    stale.thaw();
    EndToEnd.letPass(AFTERWARDS);

    assertThat(trial.traces()).isEqualTo(traces);
    assertThat(undisturbed.violations(trial)).isEmpty();
    stale.stop();
  }

  /** The one call that can't be made undone before it is seen. */
  @Test
  void anImportThatItStartsAfterAllIsTakenBack() throws IOException {
    SecondImport.of(system, undisturbed).isTakenBack(MINUTE);
  }
}
