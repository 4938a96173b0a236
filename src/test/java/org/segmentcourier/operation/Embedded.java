package org.segmentcourier.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import java.util.ArrayList;
import java.util.List;

/** Embedded metrics of the bucket {@code data}, whose steps pass when they are told to. */
public final class Embedded {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final MockClock clock = new MockClock();
  private final List<JsonNode> lines = new ArrayList<>();
  private final EmbeddedMetrics metrics = new EmbeddedMetrics(clock, line -> lines.add(read(line)));

  /** Nothing is counted yet. */
  public Embedded() {
    metrics.config().commonTags("bucket", "data");
  }

  private static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  /** Where to count. */
  public MeterRegistry registry() {
    return metrics;
  }

  /** Lets a step pass. */
  public void step() {
    clock.add(EmbeddedMetrics.STEP);
    metrics.publish();
  }

  /** Ends it. */
  void end() {
    metrics.close();
  }

  /** What was written. */
  public List<JsonNode> lines() {
    return lines;
  }
}
