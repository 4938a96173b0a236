package org.segmentcourier.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;

/** What is running, to be stopped in the reverse order. */
final class Parts implements AutoCloseable {

  private final Deque<AutoCloseable> running = new ArrayDeque<>();
  private boolean closed;

  /**
   * Adds a part that has just been started. One that comes when all the others have been stopped,
   * since starting them failed, is stopped too.
   */
  synchronized <T extends AutoCloseable> T add(T part) {
    running.push(part);
    if (closed) {
      close();
    }
    return part;
  }

  /**
   * Stops every part, also if one of them fails to.
   *
   * @throws IllegalStateException if one failed, with the others that did
   */
  @Override
  public synchronized void close() {
    closed = true;
    var failure = new IllegalStateException("the sandbox did not stop cleanly");
    while (!running.isEmpty()) {
      try {
        running.pop().close();
      } catch (Exception e) {
        failure.addSuppressed(e);
      }
    }
    if (failure.getSuppressed().length > 0) {
      throw failure;
    }
  }
}
