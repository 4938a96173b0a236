package org.segmentcourier.branch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A gate per branch: hand-overs pass it side by side; while it is closed to change the branch, they
 * wait. (Without it, a hand-over in the middle of a change meets a route that is half gone.)
 */
final class Gates {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Most hand-overs take no longer: for these, others wait. */
  private static final Duration MOMENT = Duration.ofMillis(100);

  private final Map<String, ReadWriteLock> gates = new ConcurrentHashMap<>();

  <T> T pass(String branch, Callable<T> handOver) throws Exception {
    var lock = gate(branch).readLock();
    lock.lock();
    try {
      return handOver.call();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Does it while the gates are closed, all of them. For one that is busy it waits while the others
   * are open, so that a slow branch holds up no other.
   */
  <T> T close(Collection<String> branches, Callable<T> change) throws Exception {
    var order = new ArrayDeque<>(branches);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      var closed = new ArrayDeque<Lock>();
      try {
        var busy = closeAll(order, closed, end);
        if (busy.isEmpty()) {
          return change.call();
        }
        order.remove(busy.get());
        order.addFirst(busy.get());
      } finally {
        closed.forEach(Lock::unlock);
      }
    }
  }

  /**
   * @return the first that can't be closed now
   * @throws TimeoutException if it can't be closed in time
   */
  private Optional<String> closeAll(Collection<String> branches, Deque<Lock> closed, long end)
      throws Exception {
    for (var branch : branches) {
      var lock = gate(branch).writeLock();
      long left = end - System.nanoTime();
      if (lock.tryLock(closed.isEmpty() ? left : MOMENT.toNanos(), TimeUnit.NANOSECONDS)) {
        closed.add(lock);
      } else if (closed.isEmpty() || left < 0) {
        throw new TimeoutException(
            "branch '%s' is busy and can't be changed now; it will be tried again"
                .formatted(branch));
      } else {
        return Optional.of(branch);
      }
    }
    return Optional.empty();
  }

  private ReadWriteLock gate(String branch) {
    return gates.computeIfAbsent(branch, id -> new ReentrantReadWriteLock(true));
  }
}
