package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HandOutTest {

  @TempDir Path folder;

  /** DuckDB's driver takes a failure for the end of what it reads. */
  @Test
  void anEngineThatFailsHalfwayIsNoSmallerDirectory() throws Exception {
    try (var engine = new Engine(folder, 200_000_000)) {
      engine.execute(
          """
          CREATE VIEW endpoints AS SELECT if(range = 900_000, error('disk'), 'u') AS user_id, 'e' AS id,
            0::UTINYINT AS channel, 0::UTINYINT AS state, 'a' AS kept_0 FROM range(1_000_000)""");
      try (var all = new HandOut(engine, Columns.with(List.of()))) {
        assertThatThrownBy(() -> all.forEachRemaining(rows -> {}))
            .isInstanceOf(EngineFailure.class)
            .hasMessageContaining("of 1000000 endpoints");
      }
    }
  }
}
