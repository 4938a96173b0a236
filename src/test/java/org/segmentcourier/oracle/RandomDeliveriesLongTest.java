package org.segmentcourier.oracle;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.fault.LongRun;

@LongRun
class RandomDeliveriesLongTest {

  @TempDir Path folder;

  @Test
  void filesLedgerAndRejectsAreWhatAFewLinesOfJavaMakeThemAThousandTimes() throws Exception {
    try (var deliveries = new RandomDeliveries(folder)) {
      deliveries.agree(1_000);
    }
  }
}
