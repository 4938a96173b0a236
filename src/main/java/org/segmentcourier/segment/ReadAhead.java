package org.segmentcourier.segment;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What another thread makes, one ahead, while what came before is worked on. */
public final class ReadAhead<T> implements Iterator<T>, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

  private final Iterator<T> source;
  private final Closeable sourceToClose;
  private final ExecutorService threads;

  /** The next one; null if there is none. */
  private Future<T> next;

  /**
   * @param source is asked by one thread at a time, and has a first one
   * @param threads one of which asks
   */
  public <S extends Iterator<T> & Closeable> ReadAhead(S source, ExecutorService threads) {
    this.source = source;
    this.sourceToClose = source;
    this.threads = threads;
    next = threads.submit(source::next);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /** Throws what its source throws. */
  @Override
  public T next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    var read = next;
    next = null;
    var made = result(read);
    if (source.hasNext()) {
      next = threads.submit(source::next);
    }
    return made;
  }

  private static <T> T result(Future<T> read) {
    try {
      return read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("what comes next can't be made", e);
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
    var read = next;
    next = null;
    boolean interrupted = Thread.interrupted();
    while (read != null && !read.isDone()) {
      try {
        read.get();
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
