package org.segmentcourier.sandbox;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something again and again, on a thread of its own, until it is closed. */
public final class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread thread;
  private final Duration pause;
  private final Runnable work;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * @param name of the thread
   * @param pause between two times
   * @param work what is done; if it fails, that is logged, and it is done again
   */
  public Worker(String name, Duration pause, Runnable work) {
    this.pause = pause;
    this.work = work;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        once();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void once() {
    try {
      work.run();
    } catch (RuntimeException e) {
      // Thrown on, it would end the worker and with it all change, without a word.
      LOG.error("worker failed name={}", thread.getName(), e);
    }
  }

  /** Lets it finish what it does. */
  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
