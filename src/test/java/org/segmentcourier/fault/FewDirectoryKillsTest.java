package org.segmentcourier.fault;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;

/** A container that makes the endpoint directory anew is killed, and then one at any moment. */
@Tag("R1")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class FewDirectoryKillsTest {

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("few-directory-kills", 2).with("QUEUE_VISIBILITY", "3");

  @Test
  void deliveriesAndARefreshSurviveTwoKills() throws IOException {
    DirectoryKills.of(system, 2, 1_000).areSurvived(2, 1);
  }
}
