package org.segmentcourier.endpoint.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hidden limit, found over HTTP; {@link HiddenLimitLongTest} takes its time for it. */
class HiddenLimitTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void aLimitFarBelowTheSettingIsFoundAndAnotherOneAfterIt() throws Exception {
    try (var pinpoint = new RemotePinpoint(folder, 2000)) {
      pinpoint.limit(100);
      pinpoint.lookUp();
      await().atMost(PATIENCE).untilAsserted(() -> assertThatLimitIsKept(pinpoint, 100));

      pinpoint.limit(30);

      await().atMost(PATIENCE).untilAsserted(() -> assertThatLimitIsKept(pinpoint, 30));
    }
  }

  private static void assertThatLimitIsKept(RemotePinpoint pinpoint, int limit) {
    var observed = pinpoint.observe(4);
    assertThat(observed.taken()).isBetween(0.85 * limit, 1.1 * limit);
    assertThat(observed.refusedShare()).isLessThanOrEqualTo(0.05);
  }
}
