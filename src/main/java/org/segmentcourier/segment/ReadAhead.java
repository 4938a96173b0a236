package org.segmentcourier.segment;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What another thread makes, a little ahead, while what came before is worked on. */
public final class ReadAhead<T> implements Iterator<T>, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

  /** Enough for one side not to wait when the other takes longer for once; more does not pay. */
  private static final int MOST_WAITING = 2;

  private final Iterator<T> source;
  private final Closeable sourceToClose;
  private final BlockingQueue<Made<T>> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Future<?> maker;

  /** Whether nobody wants any more. */
  private volatile boolean closed;

  private boolean hasNext = true;

  /**
   * One that was made, or why it can't be; after that there is none.
   *
   * @param last whether it is the last; known with it, so that nobody who asks has to wait
   */
  private record Made<T>(T value, Throwable failure, boolean last) {}

  /**
   * @param source is asked by one thread, and has a first one
   * @param threads one of which asks, until there is none left
   */
  public <S extends Iterator<T> & Closeable> ReadAhead(S source, ExecutorService threads) {
    this.source = source;
    this.sourceToClose = source;
    maker = threads.submit(this::makeAll);
  }

  private Void makeAll() throws InterruptedException {
    boolean last = false;
    while (!last && !closed) {
      var made = make();
      waiting.put(made);
      last = made.last();
    }
    return null;
  }

  private Made<T> make() {
    try {
      return new Made<>(source.next(), null, !source.hasNext());
    } catch (RuntimeException | Error e) {
      return new Made<>(null, e, true);
    }
  }

  @Override
  public boolean hasNext() {
    return hasNext;
  }

  /** Throws what its source throws. */
  @Override
  public T next() {
    if (!hasNext) {
      throw new NoSuchElementException();
    }
    hasNext = false;
    var next = take();
    if (next.failure() instanceof RuntimeException failure) {
      throw failure;
    }
    if (next.failure() != null) {
      throw new IllegalStateException("what comes next can't be made", next.failure());
    }
    hasNext = !next.last();
    return next.value();
  }

  private Made<T> take() {
    try {
      return waiting.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e));
    }
  }

  /**
   * Waits until nothing is made any more, whoever wants to interrupt it: a parser that is closed
   * while it is read hands its buffers to another one that is at work.
   */
  @Override
  public void close() {
    hasNext = false;
    closed = true;
    waiting.clear(); // which lets go who waits for room
    boolean interrupted = Thread.interrupted();
    while (!maker.isDone()) {
      try {
        maker.get();
      } catch (ExecutionException e) {
        LOG.debug("what nobody wants any more can't be made", e);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    try {
      sourceToClose.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
