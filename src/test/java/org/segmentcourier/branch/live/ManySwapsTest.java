package org.segmentcourier.branch.live;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.fault.LongRun;

/** As {@link SwapsTest}, for longer. */
@LongRun
class ManySwapsTest {

  @TempDir private Path folder;

  @Test
  void twoHundredChangesUnderLoadLoseAndLeaveNothing() throws Exception {
    try (var load = new SwapsUnderLoad(folder)) {
      load.run(200);
    }
  }
}
