package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;

/** A container whose disk is full fails cleanly; one that has room does its work. */
@LongRun
@Tag("R12")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class FullDiskTest {

  private static final int SEGMENTS = 2;
  private static final int USERS = 10_000;

  /** Less than the output of the job, and than each segment file. */
  private static final int DISK = 50_000;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("full-disk").with("QUEUE_VISIBILITY", "3").with("LOOKUP_RATE", "10000");

  @Test
  void aDeliveryThatFindsNoRoomIsMadeWhereThereIs() throws IOException {
    system.control().tune("mobiletargeting", Map.of("rates", Map.of("GetUserEndpoints", 10_000)));
    var audience = Audience.of(system, system.folder(), SEGMENTS, USERS);
    system.application().stop();
    var full = system.fleet().startOnFullDisk(DISK);
    full.awaitStarted();
    var trial = new Trial(system, audience);

    trial.begin();
    system.eventually("the disk to be full", () -> !system.logged("File too large").isEmpty());
    assertThat(trial.isPublished()).isFalse();
    full.stop();
    system.fleet().start();
    trial.end();

    assertThat(trial.violations(new TreeMap<>())).isEmpty();
  }
}
