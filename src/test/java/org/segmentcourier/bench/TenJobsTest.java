package org.segmentcourier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.fault.LongRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ten jobs of five million users are queued at once, and a small one behind them: each gets its
 * turn, and the heap stays as it is. In which order is not promised: each job is a message group of
 * its own, and SQS keeps an order within a group only. Imports are refused for their size, since
 * the sandbox takes longer for one than the application for a delivery.
 */
@LongRun
@Tag("R24")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class TenJobsTest {

  private static final Logger LOG = LoggerFactory.getLogger(TenJobsTest.class);

  private static final int JOBS = 10;
  private static final long FEW_USERS = Math.min(1_000, FullSize.USERS);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** By so much the heap may be fuller after the last delivery than after the second. */
  private static final double GROWTH = 1.1;

  @RegisterExtension static final EndToEnd system = EndToEnd.alone("ten-jobs").lasting();

  /** Heap in use after each delivery, in the order in which they were done. */
  private final Map<String, Long> done = new LinkedHashMap<>();

  @Test
  void eachOfTenJobsGetsItsTurnAndTheHeapStaysFlat() throws IOException, SQLException {
    system.control().tune("mobiletargeting", Map.of("importBytes", 1));
    var full = new FullSize(system);
    full.makeDirectory();
    var jobs = new ArrayList<String>();
    for (int i = 0; i < JOBS; i++) {
      jobs.add(full.plant("large-" + i, FullSize.USERS));
    }
    var small = full.plant("small", FEW_USERS);

    jobs.forEach(job -> system.otherJobs().announce(job, "ACTIVE"));
    awaitNext(jobs);
    jobs.add(small);
    system.otherJobs().announce(small, "ACTIVE");
    while (done.size() < jobs.size()) {
      awaitNext(jobs);
    }

    LOG.info("heap in use after each delivery: {}", done);
    var expected = full.expected(FullSize.USERS);
    for (var job : jobs) {
      assertThat(full.published(job))
          .as(job)
          .isEqualTo(job.equals(small) ? full.expected(FEW_USERS) : expected);
    }
    var heaps = List.copyOf(done.values());
    assertThat((double) heaps.get(heaps.size() - 1))
        .as("bytes of heap in use after the last delivery")
        .isLessThan(GROWTH * heaps.get(1));
  }

  /** Waits for one delivery more. */
  private void awaitNext(List<String> jobs) {
    var next = await("the next delivery").atMost(PATIENCE).until(() -> told(jobs), n -> n != null);
    done.put(next, system.application().vitals().heapInUse());
  }

  private String told(List<String> jobs) {
    return jobs.stream()
        .filter(job -> !done.containsKey(job))
        .filter(job -> system.hasMail(job + " is delivered."))
        .findFirst()
        .orElse(null);
  }
}
