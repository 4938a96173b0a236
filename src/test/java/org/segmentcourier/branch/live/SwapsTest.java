package org.segmentcourier.branch.live;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is lost, doubled or left behind, however often branches change. */
class SwapsTest {

  @TempDir private Path folder;

  @Test
  void twentyChangesUnderLoadLoseAndLeaveNothing() throws Exception {
    try (var load = new SwapsUnderLoad(folder)) {
      load.run(20);
    }
  }
}
