package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.fault.LongRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sandbox for a segment of five million users: their endpoints need little memory. */
@LongRun
@Tag("store")
class TenMillionEndpointsTest {

  private static final Logger LOG = LoggerFactory.getLogger(TenMillionEndpointsTest.class);

  private static final int ENDPOINTS = 10_000_000;
  private static final int BATCH = 10_000;
  private static final long MEGABYTE = 1 << 20;
  private static final long HEAP = 512 * MEGABYTE;

  /** Of the whole process, with what the store takes outside the heap. */
  private static final long RESIDENT = 900 * MEGABYTE;

  @TempDir Path folder;

  @Test
  void tenMillionEndpointsInTheOrderOfTheirIdsFitIn512MegabytesOfHeap() throws Exception {
    fill("ordered", nth -> "id-" + nth);
  }

  @Test
  void tenMillionEndpointsWithIdsInRandomOrderFitIn512MegabytesOfHeap() throws Exception {
    fill("random", TenMillionEndpointsTest::uuid);
  }

  /**
   * In a JVM whose heap is no larger than it may be.
   *
   * @param id of the nth endpoint or user
   */
  private void fill(String order, IntFunction<String> id) throws Refusal, IOException {
    assertThat(Runtime.getRuntime().maxMemory()).isLessThanOrEqualTo(HEAP);
    try (Store store = Store.open(folder)) {
      var endpoints = new Endpoints(store, "app", Clock.systemUTC());
      long start = System.nanoTime();
      for (int i = 0; i < ENDPOINTS; i += BATCH) {
        int first = i;
        endpoints.change(
            changes -> {
              for (int nth = first; nth < first + BATCH; nth++) {
                changes.put(endpoint(id.apply(nth), nth, id.apply(nth / 2)));
              }
              return null;
            });
      }
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      OptionalLong resident = mostResident();
      LOG.info(
          "store filled endpoints={} ids={} seconds={} heapMegabytes={} residentMegabytes={}",
          ENDPOINTS,
          order,
          seconds,
          used / MEGABYTE,
          resident.isPresent() ? resident.getAsLong() / MEGABYTE : "unknown");

      assertThat(endpoints.ofUser(id.apply(4_999_999))).hasSize(2);
      assertThat(endpoints.get(id.apply(7_654_321))).isPresent();
      assertThat(resident.orElse(0)).isLessThan(RESIDENT);
    }
  }

  /** Two for each user. */
  private static ObjectNode endpoint(String id, int nth, String user) {
    var endpoint =
        JsonNodeFactory.instance
            .objectNode()
            .put("Id", id)
            .put("ChannelType", nth % 2 == 0 ? "EMAIL" : "SMS")
            .put("Address", "address-" + nth + "@example.com")
            .put("OptOut", "NONE");
    endpoint.putObject("User").put("UserId", user);
    return endpoint;
  }

  private static String uuid(int nth) {
    return UUID.nameUUIDFromBytes(Integer.toString(nth).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  /** The most memory, in bytes, that this process has had so far, where the system tells. */
  private static OptionalLong mostResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return OptionalLong.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst();
  }
}
