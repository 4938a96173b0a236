package org.segmentcourier.fake;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * What a test does while it does something else, in a thread of its own: the pool that Java gives
 * else has but one thread on two processors, which whoever waits in it takes from all others.
 */
public final class Aside {

  private static final Executor THREADS =
      task -> {
        var thread = new Thread(task, "aside");
        thread.setDaemon(true);
        thread.start();
      };

  private Aside() {}

  public static CompletableFuture<Void> run(Runnable task) {
    return CompletableFuture.runAsync(task, THREADS);
  }

  public static <T> CompletableFuture<T> supply(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, THREADS);
  }
}
