package org.segmentcourier.fault;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;

/** Containers with an endpoint directory are killed again and again. */
@LongRun
@Tag("R1")
@Timeout(value = 25, unit = TimeUnit.MINUTES)
class DirectoryKillsTest {

  private static final int SEGMENTS = 2;
  private static final int USERS = 100_000;
  private static final int KILLS = 20;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("directory-kills", 2).lasting().with("QUEUE_VISIBILITY", "10");

  @Test
  void deliveriesOf100000UsersAndRefreshesSurviveTwentyKills() throws IOException {
    DirectoryKills.of(system, SEGMENTS, USERS / SEGMENTS).areSurvived(KILLS, 1);
  }
}
