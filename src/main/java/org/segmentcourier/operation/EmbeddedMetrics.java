package org.segmentcourier.operation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.step.StepMeterRegistry;
import io.micrometer.core.instrument.step.StepRegistryConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Shows what is counted as CloudWatch's embedded metric format: lines of JSON, of which CloudWatch
 * Logs makes metrics. Each step has what was counted in it; what was not counted is left out, since
 * each metric that has a value is paid for.
 */
final class EmbeddedMetrics extends StepMeterRegistry {

  /** The metrics' namespace in CloudWatch. */
  static final String NAMESPACE = "segment-courier";

  /** CloudWatch keeps no finer ones of what comes by a log. */
  static final Duration STEP = Duration.ofMinutes(1);

  private static final StepRegistryConfig STEPS =
      new StepRegistryConfig() {
        @Override
        public String prefix() {
          return NAMESPACE;
        }

        @Override
        public String get(String key) {
          return null; // nobody sets more
        }

        @Override
        public Duration step() {
          return STEP;
        }
      };

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Consumer<String> lines;

  /**
   * @param lines takes them, one at a time
   */
  EmbeddedMetrics(Clock clock, Consumer<String> lines) {
    super(STEPS, clock);
    this.lines = lines;
  }

  @Override
  protected TimeUnit getBaseTimeUnit() {
    return TimeUnit.SECONDS;
  }

  /** A line for each set of dimensions. */
  @Override
  protected void publish() {
    var metrics = new LinkedHashMap<List<Tag>, List<Metric>>();
    for (var meter : getMeters()) {
      for (var measurement : meter.measure()) {
        if (Double.isFinite(measurement.getValue()) && measurement.getValue() != 0) {
          metrics
              .computeIfAbsent(meter.getId().getTags(), tags -> new ArrayList<>())
              .add(Metric.of(meter.getId(), measurement));
        }
      }
    }
    metrics.forEach((tags, values) -> lines.accept(line(tags, values)));
  }

  private String line(List<Tag> tags, List<Metric> metrics) {
    var line = JSON.createObjectNode();
    var about = line.putObject("_aws");
    about.put("Timestamp", clock.wallTime());
    var directive = about.putArray("CloudWatchMetrics").addObject();
    directive.put("Namespace", NAMESPACE);
    var dimensions = directive.putArray("Dimensions").addArray();
    for (var tag : tags) {
      dimensions.add(tag.getKey());
      line.put(tag.getKey(), tag.getValue());
    }
    var names = directive.putArray("Metrics");
    for (var metric : metrics) {
      names.addObject().put("Name", metric.name()).put("Unit", metric.unit());
      metric.put(line);
    }
    return line.toString();
  }

  /** A value as CloudWatch takes it. */
  private record Metric(String name, String unit, double value) {

    private static final Map<String, String> UNITS = Map.of("seconds", "Seconds");

    /** Of what has several values, each has a name of its own: {@code ….lag.max}. */
    static Metric of(Meter.Id meter, Measurement measurement) {
      var statistic = measurement.getStatistic();
      boolean isTime =
          statistic == Statistic.TOTAL_TIME
              || statistic == Statistic.MAX
              || statistic == Statistic.VALUE;
      var unit = isTime ? UNITS.getOrDefault(meter.getBaseUnit(), "None") : "Count";
      boolean isOnly = meter.getType() == Meter.Type.COUNTER || meter.getType() == Meter.Type.GAUGE;
      return new Metric(
          isOnly ? meter.getName() : meter.getName() + "." + word(statistic),
          unit,
          measurement.getValue());
    }

    private static String word(Statistic statistic) {
      return statistic == Statistic.TOTAL_TIME ? "sum" : statistic.name().toLowerCase(Locale.ROOT);
    }

    void put(ObjectNode line) {
      if (value == Math.rint(value)) {
        line.put(name, (long) value);
      } else {
        line.put(name, value);
      }
    }
  }
}
