package org.segmentcourier.sandbox.front;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Where calls stay that a fault holds, so that their caller can be ended or stopped meanwhile. */
final class Hold {

  private final List<HeldCall> calls = new CopyOnWriteArrayList<>();
  private final CountDownLatch released = new CountDownLatch(1);

  /** Keeps a call until it is let go. */
  void keep(HeldCall call) throws IOException {
    calls.add(call);
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the front is closing").initCause(e);
    } finally {
      calls.remove(call);
    }
  }

  /** Lets all calls go, now and later ones. */
  void release() {
    released.countDown();
  }

  List<HeldCall> calls() {
    return List.copyOf(calls);
  }
}
