package org.segmentcourier.sandbox.s3;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Numbers the writes of a sandbox, in S3's form: sixteen hexadecimal digits that begin with the
 * second. They go on increasing after a restart.
 */
final class Sequencer {

  private final AtomicLong last = new AtomicLong();

  String next() {
    Instant now = Instant.now();
    long byClock = now.getEpochSecond() << 32 | now.getNano();
    return "%016x".formatted(last.updateAndGet(previous -> Math.max(previous + 1, byClock)));
  }
}
