package org.segmentcourier.oracle;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomDeliveriesTest {

  @TempDir Path folder;

  @Test
  void filesLedgerAndRejectsAreWhatAFewLinesOfJavaMakeThem() throws Exception {
    try (var deliveries = new RandomDeliveries(folder)) {
      deliveries.agree(100);
    }
  }
}
