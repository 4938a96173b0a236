package org.segmentcourier.sandbox.pinpoint;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.segmentcourier.sandbox.AwsError;

/**
 * How many calls of each operation the account may make per second: a bucket of tokens each, as
 * large as the rate. Source: the quotas page of Pinpoint's developer guide. Pinpoint tells no
 * caller how long to wait.
 */
final class RateLimits {

  private static final double OTHERS = 300;

  private final Clock clock;
  private final Map<String, Double> rates = new HashMap<>();
  private final Map<String, Bucket> buckets = new HashMap<>();

  RateLimits(Clock clock) {
    this.clock = clock;
    rates.putAll(
        Map.of(
            "CreateSegment", 25.0,
            "UpdateSegment", 25.0,
            "DeleteSegment", 25.0,
            "DeleteEndpoint", 5.0,
            "GetEndpoint", 10.0,
            "UpdateEndpoint", 10.0,
            "UpdateEndpointsBatch", 2.0));
  }

  /**
   * @param perSecond zero or less for no limit
   */
  synchronized void set(String operation, double perSecond) {
    rates.put(operation, perSecond);
    buckets.remove(operation);
  }

  /** Takes one call; a TooManyRequestsException if there have been too many. */
  synchronized void take(String operation) {
    double rate = rates.getOrDefault(operation, OTHERS);
    if (rate <= 0) {
      return;
    }
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(operation, new Bucket(Math.max(1, rate), now));
    double tokens = before.at(now, rate);
    if (tokens < 1) {
      buckets.put(operation, new Bucket(tokens, now));
      throw new AwsError("TooManyRequestsException", "Too Many Requests");
    }
    buckets.put(operation, new Bucket(tokens - 1, now));
  }

  private record Bucket(double tokens, Instant since) {
    double at(Instant now, double rate) {
      double passed = Math.max(0, Duration.between(since, now).toNanos() / 1e9);
      return Math.min(Math.max(1, rate), tokens + passed * rate);
    }
  }
}
