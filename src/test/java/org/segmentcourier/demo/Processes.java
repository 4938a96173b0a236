package org.segmentcourier.demo;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has been started and must be stopped, the last first: at the end, and also when this JVM is
 * told to end before (Ctrl-C).
 */
final class Processes implements AutoCloseable {

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final Thread hook;

  /**
   * @param toldToEnd done first when this JVM is told to end
   */
  Processes(Runnable toldToEnd) {
    hook =
        new Thread(
            () -> {
              toldToEnd.run();
              stop();
            },
            "stop");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  synchronized <T extends AutoCloseable> T add(T process) {
    started.push(process);
    return process;
  }

  private synchronized void stop() {
    while (!started.isEmpty()) {
      try {
        started.pop().close();
      } catch (Exception e) {
        System.err.println("could not be stopped: " + e);
      }
    }
  }

  @Override
  public void close() {
    stop();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already: the hook has run, or found nothing left to stop.
    }
  }
}
