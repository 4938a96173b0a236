package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.delivery.Lines;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;

/** What the application counts, as Prometheus reads it and as CloudWatch does. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class MetricsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OURS = "segment_courier_";

  @RegisterExtension
  static final EndToEnd system = EndToEnd.alone("metrics").with("METRICS_EMBEDDED", "true");

  @Test
  void bothFormatsHaveTheSameCounts() throws IOException {
    var jobs = system.otherJobs();
    jobs.users(Map.of("ann", "ann-1", "bob", "bob-1"));
    system
        .control()
        .fault(Fault.of(Effect.THROTTLE).action("mobiletargeting:GetUserEndpoints").times(3));
    var job =
        jobs.finish("counted", Map.of("a.json.out", Lines.genre("Action", "ann", "bob", "eve")));
    jobs.delivered(job);
    system.eventually("the import to be told", () -> !system.logged("import over").isEmpty());
    system.eventually(
        "the import to be counted", () -> prometheus().containsKey("imports_total{complete}"));

    var shown = prometheus();
    var application = system.application();
    application.stop();
    assertThat(application.logged("(segment-courier) shutdown")).as("its last word").isNotEmpty();
    var written = written(application);

    assertThat(shown)
        .containsEntry("deliveries_total{}", 1.0)
        .containsEntry("users_total{all,delivered}", 2.0)
        .containsEntry("users_total{all,unknown}", 1.0)
        .containsEntry("endpoints_total{all,delivered}", 2.0)
        .containsEntry("imports_total{complete}", 1.0)
        .containsEntry("aws_throttles_total{Pinpoint}", 3.0)
        .containsKeys("lag_seconds_sum{delivery}", "lag_seconds_sum{import}");
    // Queues are asked all the time, and there is a last word to each of them.
    assertThat(written.get("aws_calls_total{SQS}"))
        .isGreaterThanOrEqualTo(shown.get("aws_calls_total{SQS}"));
    assertThat(counts(written)).isEqualTo(counts(shown));
  }

  /** What was counted, without the calls that go on meanwhile. */
  private static Map<String, Double> counts(Map<String, Double> all) {
    var counts = new TreeMap<>(all);
    counts.keySet().removeIf(name -> name.startsWith("aws_calls") || name.contains("_max"));
    counts.values().removeIf(value -> value == 0);
    return counts;
  }

  /** By name and values of the labels, in their order. */
  private static Map<String, Double> prometheus() {
    return system
        .application()
        .metrics()
        .lines()
        .filter(line -> line.startsWith(OURS) && !line.endsWith(" NaN"))
        .collect(
            Collectors.toMap(
                line -> name(line.substring(OURS.length(), line.lastIndexOf(' '))),
                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
  }

  /** {@code users_total{branch="all"}} is {@code users_total{all}}. */
  private static String name(String name) {
    return name.contains("{") ? name.replaceAll("[a-z]+=\"([^\"]*)\"", "$1") : name + "{}";
  }

  /** The same, added up from the lines of the log that are metrics. */
  private static Map<String, Double> written(ApplicationProcess application) throws IOException {
    var sums = new TreeMap<String, Double>();
    for (var text : Files.readAllLines(application.log())) {
      if (text.startsWith("{\"_aws\"")) {
        var line = JSON.readTree(text);
        assertThat(line.path("bucket").asText()).isEqualTo(system.aws().dataBucket());
        var directive = line.path("_aws").path("CloudWatchMetrics").path(0);
        for (var metric : directive.path("Metrics")) {
          var name = metric.path("Name").asText();
          sums.merge(
              prometheusName(name) + labels(line, directive),
              line.path(name).asDouble(),
              Double::sum);
        }
      }
    }
    return sums;
  }

  private static String prometheusName(String name) {
    var plain = name.replace('.', '_').substring(OURS.length());
    return plain.startsWith("lag_") ? plain.replace("lag_", "lag_seconds_") : plain + "_total";
  }

  private static String labels(JsonNode line, JsonNode directive) {
    var values = new ArrayList<String>();
    for (var dimension : directive.path("Dimensions").path(0)) {
      if (!dimension.asText().equals("bucket")) {
        values.add(line.path(dimension.asText()).asText());
      }
    }
    return String.format(Locale.ROOT, "{%s}", String.join(",", values));
  }
}
