package org.segmentcourier.jmx;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.MBeanException;

/**
 * Waits a moment for what is asked of JMX, and no longer. What is asked may be asked of AWS, which
 * may not answer; and on the port of health whoever asks waits for all who have asked before: a
 * container would seem dead because somebody looks at it.
 */
final class Patience {

  private static final long SECONDS = 2;

  /** An answer that came too late is good for whoever looks again, for so long. */
  private static final long GOOD = TimeUnit.SECONDS.toNanos(30);

  private final Map<String, Asked> asked = new ConcurrentHashMap<>();

  /** What was asked for, and when. */
  private record Asked(CompletableFuture<Object> answer, long since) {

    boolean isOld(long now) {
      return answer.isDone() && now - since > GOOD;
    }
  }

  /** What is only read; who asks for it while another one does waits for the same answer. */
  Object read(String name, Callable<Object> question) throws JMException {
    long now = System.nanoTime();
    var one =
        asked.compute(
            name,
            (same, last) -> last == null || last.isOld(now) ? new Asked(ask(question), now) : last);
    try {
      long left = TimeUnit.SECONDS.toNanos(SECONDS) - (now - one.since());
      return wait(one.answer(), left, "%s is not known yet: look again".formatted(name));
    } finally {
      if (one.answer().isDone()) {
        asked.remove(name, one);
      }
    }
  }

  /** What is done, once for each time. */
  Object carryOut(String name, Callable<Object> order) throws JMException {
    return wait(
        ask(order),
        TimeUnit.SECONDS.toNanos(SECONDS),
        "%s takes its time, and goes on".formatted(name));
  }

  private static CompletableFuture<Object> ask(Callable<Object> question) {
    var answer = new CompletableFuture<Object>();
    var thread =
        new Thread(
            () -> {
              try {
                answer.complete(question.call());
              } catch (Throwable e) {
                answer.completeExceptionally(e);
              }
            },
            "jmx");
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private static Object wait(CompletableFuture<Object> answer, long nanos, String late)
      throws JMException {
    try {
      return answer.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new MBeanException(
          new IllegalStateException("AWS has not answered in %d s; %s".formatted(SECONDS, late)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MBeanException(e);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private static JMException failure(Throwable cause) {
    if (cause instanceof JMException known) {
      return known;
    }
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return new MBeanException((Exception) cause);
  }
}
