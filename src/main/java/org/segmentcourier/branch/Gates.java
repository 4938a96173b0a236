package org.segmentcourier.branch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A gate per branch: hand-overs pass it side by side; while it is closed to change the branch, they
 * wait. (Without it, a hand-over in the middle of a change meets a route that is half gone.)
 */
final class Gates {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

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

  <T> T close(String branch, Callable<T> change) throws Exception {
    var lock = gate(branch).writeLock();
    if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new TimeoutException(
          "branch '%s' is busy and can't be changed now; it will be tried again".formatted(branch));
    }
    try {
      return change.call();
    } finally {
      lock.unlock();
    }
  }

  private ReadWriteLock gate(String branch) {
    return gates.computeIfAbsent(branch, id -> new ReentrantReadWriteLock(true));
  }
}
