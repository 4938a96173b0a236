package org.segmentcourier.segment;

import java.io.Closeable;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Batches, of which the next one is read while the one before is worked on. */
final class ReadAhead implements Iterator<UserBatch>, Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(ReadAhead.class);

  private final Batches batches;
  private final ExecutorService threads;

  /** The next batch; null if there is none. */
  private Future<UserBatch> next;

  ReadAhead(Batches batches, ExecutorService threads) {
    this.batches = batches;
    this.threads = threads;
    next = threads.submit(batches::next);
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  /**
   * @throws BadSegment as {@link Batches#next} says
   */
  @Override
  public UserBatch next() {
    if (next == null) {
      throw new NoSuchElementException();
    }
    var read = next;
    next = null;
    var batch = result(read);
    if (batches.hasNext()) {
      next = threads.submit(batches::next);
    }
    return batch;
  }

  private static UserBatch result(Future<UserBatch> read) {
    try {
      return read.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("a batch can't be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(
          (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e));
    }
  }

  /**
   * Waits until nothing is read any more, whoever wants to interrupt it: a parser that is closed
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
        LOG.debug("a batch that nobody wants any more can't be read", e);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    batches.close();
  }
}
