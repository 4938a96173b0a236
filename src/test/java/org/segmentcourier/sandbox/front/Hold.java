package org.segmentcourier.sandbox.front;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** Where calls stay that a fault holds, so that their caller can be ended or stopped meanwhile. */
final class Hold {

  private final List<HeldCall> calls = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Boolean> passing = new CompletableFuture<>();

  /**
   * Keeps a call until it is let go.
   *
   * @return whether it may go on, as if nothing had been
   */
  boolean keep(HeldCall call) throws IOException {
    calls.add(call);
    try {
      return passing.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a hold does not fail", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the front is closing").initCause(e);
    } finally {
      calls.remove(call);
    }
  }

  /** Ends all calls, now and later ones: they get no answer. */
  void drop() {
    passing.complete(false);
  }

  /** Lets all calls go on, now and later ones. */
  void release() {
    passing.complete(true);
  }

  List<HeldCall> calls() {
    return List.copyOf(calls);
  }
}
