package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.delivery.SmallHeap;

/** A line of 500 MB, with a thousand users who come again two thousand times each. */
@LongRun
@Tag("R5")
@Timeout(value = 12, unit = TimeUnit.MINUTES)
class HugeLineTest {

  private static final int IDS = 2_000_000;
  private static final int DISTINCT = 1_000;

  @TempDir Path folder;

  @Test
  void aLineOf500MegabytesIsDeliveredWithAHeapOf512() throws Exception {
    var output = folder.resolve("output");
    try (var out = Files.newBufferedWriter(output)) {
      out.write("{\"input\": {\"itemId\": \"huge\"}, \"output\": {\"usersList\": [");
      for (int i = 0; i < IDS; i++) {
        out.write((i == 0 ? "\"" : ",\"") + user(i % DISTINCT) + "\"");
      }
      out.write("]}, \"error\": null}\n");
    }
    var heap = new SmallHeap(512, folder);

    var told = heap.deliver(output);

    assertThat(Files.size(output)).isGreaterThan(480_000_000);
    assertThat(told).contains("(queries.json.out, line 1): 1000 users").doesNotContain("Left out");
    try (var rows = Files.lines(heap.published("huge"))) {
      assertThat(rows.skip(1))
          .containsExactlyElementsOf(
              IntStream.range(0, DISTINCT).mapToObj(i -> "e-" + user(i)).toList());
    }
  }

  private static String user(int number) {
    return "%08d".formatted(number) + "x".repeat(232);
  }
}
