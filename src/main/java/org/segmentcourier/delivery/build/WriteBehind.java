package org.segmentcourier.delivery.build;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/**
 * What is written by another thread, in order, while what comes next is made: writing, summing and
 * compressing take as long as finding out what to write.
 */
final class WriteBehind {

  /** Pieces that may wait to be written: enough to keep both sides busy, and little memory. */
  private static final int MOST_WAITING = 8;

  private final OutputStream out;
  private final Executor threads;
  private final Semaphore room = new Semaphore(MOST_WAITING);

  /** Done when everything is written that was handed over. */
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  /**
   * @param threads one of which writes, at a time
   */
  WriteBehind(OutputStream out, Executor threads) {
    this.out = out;
    this.threads = threads;
  }

  /**
   * Hands bytes over.
   *
   * @param bytes not to be changed any more
   * @throws IOException if what was handed over before can't be written
   */
  void write(byte[] bytes) throws IOException {
    if (written.isCompletedExceptionally()) {
      await();
    }
    try {
      room.acquire();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    written =
        written
            .thenRunAsync(() -> writeNow(bytes), threads)
            .whenComplete(
                (done, failure) -> room.release()); // also if it was not its turn any more
  }

  private void writeNow(byte[] bytes) {
    try {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await() throws IOException {
    try {
      written.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException cause) {
        throw cause.getCause();
      }
      throw new IOException("a file can't be written", e.getCause());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return (IOException) new InterruptedIOException("interrupted").initCause(e);
  }

  /**
   * Waits until everything is written, and closes it.
   *
   * @throws IOException if that fails; it is closed all the same
   */
  void close() throws IOException {
    try (out) {
      await();
    }
  }

  /** Closes it, whatever becomes of what is not written yet: nobody wants it. */
  void abandon() throws IOException {
    written.cancel(false);
    out.close();
  }
}
