package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/**
 * An object is there, but for ten seconds whoever asks for it is told that it is not. Nothing is
 * taken to be missing for that, nor done twice.
 */
@LongRun
@Tag("R10")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class HiddenObjectsTest {

  private static final Duration HIDDEN = Duration.ofSeconds(10);

  @RegisterExtension
  static final EndToEnd system = EndToEnd.alone("hidden").with("LOOKUP_RATE", "10000");

  private static Undisturbed undisturbed;

  @BeforeAll
  static void deliverOnceInPeace() throws IOException {
    undisturbed = Undisturbed.of(system, 2, 200);
  }

  @AfterEach
  void show() {
    system.control().clearFaults();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "staged files, personalize-data/staged/*",
    "the commit, personalize-data/deliveries/*/commit.json",
    "published files, segment-import/pinpoint/*",
    "markers of published files, personalize-data/deliveries/*/published/*",
    "claims, personalize-data/claims/*",
    "who was told, personalize-data/told/*",
    "the output, personalize-data/batch/*",
    "everything, *"
  })
  void whatIsNotShownIsWaitedFor(String what, String resource) throws IOException {
    system.control().clearCalls();
    var trial = undisturbed.trial();
    hide("s3:GetObject", resource);
    hide("s3:HeadObject", resource);

    trial.begin();
    system.eventually(what + " to be asked for", () -> wasAskedFor());
    EndToEnd.letPass(HIDDEN);
    system.control().clearFaults();
    trial.end(Duration.ofMinutes(4));

    assertThat(undisturbed.violations(trial)).isEmpty();
  }

  private static void hide(String operation, String resource) {
    system
        .control()
        .fault(
            Fault.of(Effect.FAIL)
                .error(404, "NoSuchKey")
                .agent("application-*")
                .operation(operation)
                .resource(resource));
  }

  private static boolean wasAskedFor() {
    return system.control().calls(0).stream().anyMatch(call -> !call.fault().isEmpty());
  }
}
