package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;

/** A container whose heap is full dies, and leaves no picture of it: there are people in it. */
@LongRun
@Tag("R17")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class FullHeapTest {

  private static final int SEGMENTS = 1;
  private static final int USERS = 100_000;

  /** Enough to start with. */
  private static final int MEGABYTES = 64;

  /** All users of the segment in one batch, which takes more. */
  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("full-heap")
          .with("QUEUE_VISIBILITY", "10")
          .with("LOOKUP_RATE", "10000")
          .with("DELIVERY_BATCH", String.valueOf(USERS));

  @Test
  void aDeliveryThatFillsTheHeapIsMadeByWhoHasMore() throws IOException {
    var undisturbed = Undisturbed.of(system, SEGMENTS, USERS);
    system.application().stop();
    var small = system.fleet().startWithHeap(MEGABYTES);
    small.awaitStarted();
    var trial = undisturbed.trial();

    trial.begin();
    await("the heap to be full").atMost(Duration.ofMinutes(6)).until(() -> !small.alive());
    assertThat(trial.isPublished()).isFalse();
    system.fleet().start();
    trial.end();

    assertThat(undisturbed.violations(trial)).isEmpty();
    assertThat(system.project().folder().toFile().list())
        .as("files where a JVM would put a dump of its heap")
        .noneMatch(file -> file.endsWith(".hprof"));
  }
}
