package org.segmentcourier.endtoend;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.endtoend.TraceSink.Span;

/** What comes of an upload is one trace, through all queues and buckets. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TracesTest {

  private static final TraceSink SINK = TraceSink.start();

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("traces")
          .with("TRACES_ENABLED", "true")
          .with("OTEL_EXPORTER_OTLP_ENDPOINT", SINK.address())
          .with("OTEL_BSP_SCHEDULE_DELAY", "200");

  @TempDir private Path folder;

  @AfterAll
  static void close() {
    SINK.close();
  }

  @Test
  void anUploadItsTrainingTheDeliveryAndTheImportAreOneTrace() throws IOException {
    TrainingData.giveEndpoints(system);
    TrainingData.of(system, "traced", folder)
        .upload("{\"itemAttributes\": \"ITEMS.genres = \\\"Drama\\\"\"}\n");
    system.mail("is delivered");
    system.log("import over status=IMPORT COMPLETE");

    system.eventually("one trace of all", () -> traces().stream().anyMatch(TracesTest::isWhole));
    assertThat(SINK.has("segment-courier")).as("the name of the service").isTrue();
    assertThat(SINK.has("@example.com")).as("an address").isFalse();
  }

  private static boolean isWhole(Set<String> names) {
    return names.containsAll(
        Set.of("uploads", "training.fifo", "state-changes", "deliveries.fifo", "imports.fifo"));
  }

  /** The names of the spans of each. */
  private static Collection<Set<String>> traces() {
    return SINK.spans().stream()
        .collect(groupingBy(Span::trace, mapping(Span::name, toSet())))
        .values();
  }
}
