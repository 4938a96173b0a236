package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What asks in the image whether the application lives. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class IsAliveTest {

  private static final Path BASH = Path.of("/bin/bash");

  private HttpServer server;

  @BeforeAll
  static void isThereABash() {
    assumeThat(BASH).as("the image has a bash, this machine has none").exists();
  }

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.start();
  }

  @AfterEach
  void stopListening() {
    server.stop(0);
  }

  @Test
  void anApplicationThatSaysSoLives() throws Exception {
    answer(200);

    assertThat(isAlive("false")).isTrue();
  }

  @Test
  void anApplicationThatSaysOtherwiseDoesNotLive() throws Exception {
    answer(503);

    assertThat(isAlive("false")).isFalse();
  }

  @Test
  void byHttpsItIsEnoughThatItListens() throws Exception {
    answer(400);

    assertThat(isAlive("true")).isTrue();
  }

  @Test
  void anApplicationThatDoesNotListenDoesNotLive() throws Exception {
    server.stop(0);

    assertThat(isAlive("false")).isFalse();
    assertThat(isAlive("true")).isFalse();
  }

  @Test
  void imageAndServiceAskTheSame() throws IOException {
    assertThat(Path.of("Dockerfile")).content().contains("CMD [\"/app/image/is-alive\"]");
    assertThat(Files.readString(Path.of("deploy/template.yaml")))
        .contains("Command: [CMD, /app/image/is-alive]");
  }

  private void answer(int status) {
    server.createContext(
        "/observe/health/live",
        exchange -> {
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
  }

  private boolean isAlive(String https) throws Exception {
    var script =
        new ProcessBuilder(BASH.toString(), "src/main/image/is-alive")
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    script
        .environment()
        .put("CAMEL_MANAGEMENT_PORT", String.valueOf(server.getAddress().getPort()));
    script.environment().put("CAMEL_MANAGEMENT_USEGLOBALSSLCONTEXTPARAMETERS", https);
    return script.start().waitFor() == 0;
  }
}
