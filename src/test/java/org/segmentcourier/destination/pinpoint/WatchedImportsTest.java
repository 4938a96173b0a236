package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.fake.ManualClock;
import org.segmentcourier.notification.Notification;

class WatchedImportsTest {

  private final WatchedImports watched = new WatchedImports(new ManualClock());

  @Test
  void anImportIsShownAsItsLastLookHasFoundIt() {
    var waits = tick("pinpoint/a.csv", "");
    watched.looked(waits, new ImportStep.Next(List.of(), "two imports are under way"));
    watched.looked(tick("pinpoint/b.csv", "j1"), new ImportStep.Drop("it was replaced"));
    watched.looked(waits, new ImportStep.Tell(told("imported 7 rows")));

    assertThat(watched.getImports())
        .extracting(ImportState::getFile, ImportState::getState, ImportState::getReason)
        .containsExactly(
            tuple("s3://imports/pinpoint/a.csv", "over", "imported 7 rows"),
            tuple("s3://imports/pinpoint/b.csv", "dropped", "it was replaced"));
  }

  private static ImportTick tick(String key, String job) {
    return new ImportTick(
        "pinpoint", "imports", key, "etag", "run", "", 1, "", job, false, Instant.EPOCH, null);
  }

  private static Notification told(String subject) {
    return new Notification("once", subject, "short", "text", Map.of());
  }
}
