package org.segmentcourier.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the form of the log is set. */
class LogFormatTest {

  @TempDir private Path config;

  @Test
  void withoutAWordItIsText() {
    assertThat(LogFormat.isJson(config, Map.of())).isFalse();
  }

  @Test
  void itIsSetInTheFile() throws IOException {
    write("logs.json = True ");

    assertThat(LogFormat.isJson(config, Map.of())).isTrue();
  }

  @Test
  void theEnvironmentWins() throws IOException {
    write("logs.json=true");

    assertThat(LogFormat.isJson(config, Map.of("LOGS_JSON", "false"))).isFalse();
  }

  @Test
  void aPropertyOfTheJvmWinsOverAll() throws IOException {
    write("logs.json=false");
    System.setProperty("logs.json", "true");
    try {
      assertThat(LogFormat.isJson(config, Map.of("LOGS_JSON", "false"))).isTrue();
    } finally {
      System.clearProperty("logs.json");
    }
  }

  @Test
  void whatCantBeReadIsToldByOthers() throws IOException {
    write("logs.json=true\nx=\\u00zz");

    assertThat(LogFormat.isJson(config, Map.of())).isFalse();
  }

  private void write(String lines) throws IOException {
    Files.writeString(config.resolve("application.properties"), lines);
  }
}
