package org.segmentcourier.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxOptionsTest {

  @Test
  void aCommandLineIsRead() {
    var options =
        SandboxOptions.parse(
            List.of("--port=0", "--pace=50", "--folder=here", "--parameter=TickDelay=7"));

    assertThat(options.port()).isZero();
    assertThat(options.pace()).isEqualTo(Duration.ofMillis(50));
    assertThat(options.folder()).isEqualTo(Path.of("here"));
    assertThat(options.parameters()).containsEntry("TickDelay", "7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--port=abc",
        "--port=",
        "--port=65536",
        "--port=-1",
        "--pace=soon",
        "--prot=1",
        "--parameter=TickDelay"
      })
  void whatCanNotBeIsNamed(String argument) {
    assertThatThrownBy(() -> SandboxOptions.parse(List.of(argument)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(argument.substring(argument.lastIndexOf("=TickDelay") + 1));
  }

  @Test
  void aPortThatIsTakenIsNamed(@TempDir Path folder) throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Sandbox.start(SandboxOptions.in(folder).withPort(port)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + port + " can't be had");
    }
  }
}
