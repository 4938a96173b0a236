package org.segmentcourier.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Waits for something by looking at AWS, and meanwhile tells whatever happens. */
final class Lookout {

  /** Between two looks. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Terminal terminal;
  private final List<Watch> watches;
  private final Callable<Void> mustLive;
  private final long deadline;

  /**
   * @param mustLive throws an exception if the wait is in vain
   * @param limit for all waits together
   */
  Lookout(Terminal terminal, List<Watch> watches, Callable<Void> mustLive, Duration limit) {
    this.terminal = terminal;
    this.watches = watches;
    this.mustLive = mustLive;
    deadline = System.nanoTime() + limit.toNanos();
  }

  /**
   * Waits until something is so.
   *
   * @param what is awaited, in words that go on "waiting for"
   * @throws IOException it was not so in time; the message says what is missing
   */
  void until(String what, Callable<Boolean> isSo) throws Exception {
    while (true) {
      mustLive.call();
      for (var watch : watches) {
        watch.look(terminal);
      }
      if (isSo.call()) {
        return;
      }
      var pending =
          watches.stream()
              .flatMap(watch -> watch.pending().stream())
              .collect(Collectors.joining(", "));
      var text = "waiting for " + what + (pending.isEmpty() ? "" : "; under way: " + pending);
      if (System.nanoTime() > deadline) {
        throw new IOException("gave up " + text);
      }
      terminal.awaits(text);
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
