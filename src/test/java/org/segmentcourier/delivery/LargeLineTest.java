package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that no heap would hold (R5). */
class LargeLineTest {

  private static final int USERS = 50_000;

  @TempDir Path folder;

  @Test
  void aLineThatTellsItsQueryAndItsErrorAtTheEndIsDeliveredOrWithdrawnWhole() throws Exception {
    var output = folder.resolve("output");
    try (var out = Files.newBufferedWriter(output)) {
      writeLine(out, "good", "null");
      writeLine(out, "bad", "\"too late\"");
      out.write(Lines.item("last", "u1"));
    }
    var heap = new SmallHeap(96, folder);

    var told = heap.deliver(output);

    assertThat(told).contains("  queries.json.out, line 2: Personalize says: too late\n");
    assertThat(heap.published("bad")).doesNotExist();
    assertThat(Files.readString(heap.published("last"))).isEqualTo("Id\ne-u1\n");
    try (var rows = Files.lines(heap.published("good"))) {
      assertThat(rows.skip(1))
          .containsExactlyElementsOf(
              IntStream.range(0, USERS).mapToObj(i -> "e-" + user(i)).toList());
    }
  }

  private static void writeLine(Appendable out, String item, String error) throws IOException {
    out.append("{\"output\": {\"usersList\": [");
    for (int i = 0; i < USERS; i++) {
      out.append(i == 0 ? "\"" : ", \"").append(user(i)).append('"');
    }
    out.append("]}, \"input\": {\"itemId\": \"%s\"}, \"error\": %s}%n".formatted(item, error));
  }

  /** As long as Personalize lets an id be. */
  private static String user(int number) {
    return "%06d".formatted(number) + "x".repeat(250);
  }
}
