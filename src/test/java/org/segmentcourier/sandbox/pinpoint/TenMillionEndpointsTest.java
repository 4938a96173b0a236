package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.fault.LongRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sandbox for a segment of five million users: their endpoints need little heap. */
@LongRun
@Tag("store")
class TenMillionEndpointsTest {

  private static final Logger LOG = LoggerFactory.getLogger(TenMillionEndpointsTest.class);

  private static final int ENDPOINTS = 10_000_000;
  private static final int BATCH = 10_000;
  private static final long MEGABYTE = 1 << 20;
  private static final long HEAP = 512 * MEGABYTE;

  @TempDir Path folder;

  /** In a JVM whose heap is no larger. */
  @Test
  void tenMillionEndpointsFitIn512MegabytesOfHeap() throws Refusal {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(HEAP);
    try (MVStore store = Pinpoint.open(folder)) {
      var endpoints = new Endpoints(store, "app", Clock.systemUTC());
      long start = System.nanoTime();
      for (int i = 0; i < ENDPOINTS; i += BATCH) {
        int first = i;
        endpoints.change(
            changes -> {
              for (int nth = first; nth < first + BATCH; nth++) {
                changes.put(endpoint(nth));
              }
              return null;
            });
      }
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      var used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      LOG.info("10,000,000 endpoints in {} s, heap in use {} MB", seconds, used / MEGABYTE);

      assertThat(endpoints.ofUser("user-4999999")).hasSize(2);
      assertThat(endpoints.get("endpoint-7654321")).isPresent();
    }
  }

  /** Two for each user. */
  private static ObjectNode endpoint(int nth) {
    var endpoint =
        JsonNodeFactory.instance
            .objectNode()
            .put("Id", "endpoint-" + nth)
            .put("ChannelType", nth % 2 == 0 ? "EMAIL" : "SMS")
            .put("Address", "address-" + nth + "@example.com")
            .put("OptOut", "NONE");
    endpoint.putObject("User").put("UserId", "user-" + nth / 2);
    return endpoint;
  }
}
