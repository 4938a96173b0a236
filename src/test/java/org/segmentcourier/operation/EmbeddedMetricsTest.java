package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Gauge;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EmbeddedMetricsTest {

  private final Embedded metrics = new Embedded();

  @Test
  void whatWasCountedInAStepIsALineOfWhichCloudWatchMakesMetrics() {
    metrics.registry().counter("users", "branch", "sms", "column", "delivered").increment(3);
    metrics.registry().counter("endpoints", "branch", "sms", "column", "delivered").increment(4);

    metrics.step();

    assertThat(metrics.lines())
        .singleElement()
        .hasToString(
            "{\"_aws\":{\"Timestamp\":60001,\"CloudWatchMetrics\":[{\"Namespace\":\"segment-courier\","
                + "\"Dimensions\":[[\"branch\",\"bucket\",\"column\"]],"
                + "\"Metrics\":[{\"Name\":\"users\",\"Unit\":\"Count\"},"
                + "{\"Name\":\"endpoints\",\"Unit\":\"Count\"}]}]},"
                + "\"branch\":\"sms\",\"bucket\":\"data\",\"column\":\"delivered\","
                + "\"users\":3,\"endpoints\":4}");
  }

  @Test
  void eachSetOfDimensionsHasALine() {
    metrics.registry().counter("imports", "result", "complete").increment();
    metrics.registry().counter("imports", "result", "failed").increment();

    metrics.step();

    assertThat(metrics.lines())
        .extracting(line -> line.path("result").asText())
        .containsExactlyInAnyOrder("complete", "failed");
  }

  @Test
  void whatWasNotCountedIsLeftOut() {
    metrics.registry().counter("deliveries").increment();
    metrics.step();
    metrics.step();

    assertThat(metrics.lines()).hasSize(1);
  }

  @Test
  void timesAreInSecondsWithSumCountAndMaximum() {
    var lag = metrics.registry().timer("lag");
    lag.record(Duration.ofMillis(1500));
    lag.record(Duration.ofMillis(500));

    metrics.step();

    assertThat(metrics.lines())
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.path("lag.count").asInt()).isEqualTo(2);
              assertThat(line.path("lag.sum").asDouble()).isEqualTo(2);
              assertThat(line.path("lag.max").asDouble()).isEqualTo(1.5);
              assertThat(line.findValues("Unit"))
                  .extracting(JsonNode::asText)
                  .containsExactly("Count", "Seconds", "Seconds");
            });
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Gauge.builder("age", () -> Double.NaN).register(metrics.registry());
    metrics.step();

    assertThat(metrics.lines()).isEmpty();
  }

  /** A container that is stopped has counted in the step that has just begun, too. */
  @Test
  void theLastStepIsWrittenAtTheEnd() {
    metrics.registry().counter("deliveries").increment();
    metrics.step();
    metrics.registry().counter("deliveries").increment(2);

    metrics.end();

    assertThat(metrics.lines())
        .extracting(line -> line.path("deliveries").asInt())
        .containsExactly(1, 2);
  }
}
