package org.segmentcourier.endpoint.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {

  @TempDir Path folder;

  @Test
  @EnabledOnOs(OS.LINUX)
  void itsLibraryStaysOnNoDiskWhateverBecomesOfTheProcess() throws Exception {
    try (var engine = new Engine(folder, 100_000_000)) {
      assertThat(engine.count("SELECT 42")).isEqualTo(42);

      try (var maps = Files.lines(Path.of("/proc/self/maps"))) {
        assertThat(maps.filter(line -> line.contains("libduckdb_java")).toList())
            .isNotEmpty()
            .allMatch(line -> line.endsWith(" (deleted)"));
      }
    }
  }
}
