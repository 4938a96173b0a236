package org.segmentcourier.console;

import java.net.URI;
import java.nio.file.Path;

/** What {@code mvn -Pconsole} runs: Hawtio beside an application that runs. */
public final class Console {

  private Console() {}

  /**
   * Reads the system properties {@code hawtio.war}, {@code console.port} and {@code
   * console.application}, the management port of the application.
   */
  public static void main(String[] args) throws Exception {
    var application = URI.create(System.getProperty("console.application"));
    if (application.getHost() == null || application.getPort() < 0) {
      System.err.printf(
          "-Dconsole.application=%s: must be the management port of an application, such as"
              + " http://127.0.0.1:9876%n",
          application);
      System.exit(1);
    }
    var war = Path.of(System.getProperty("hawtio.war"));
    int port = Integer.parseInt(System.getProperty("console.port"));
    try (var hawtio = Hawtio.start(war, port, application)) {
      System.out.printf(
          "%n  Hawtio is at %s, connected to %s. Ctrl-C stops it.%n%n",
          hawtio.address(), application);
      hawtio.join();
    }
  }
}
