package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

/**
 * What the control port can change:
 *
 * <ul>
 *   <li>{@code pace}: milliseconds that each status of a job lasts (100)
 *   <li>{@code importLimit}: how many imports may run at a time (2)
 *   <li>{@code importLimitError}: the error shape of one too many (TooManyRequestsException)
 *   <li>{@code importBytes}, {@code importFiles}: how much one import takes (1 GB, 10000)
 *   <li>{@code nextImports}: what becomes of the next imports, a list of {@code normal}, {@code
 *       fail}, {@code partial}, {@code stuck}, {@code vanish}; those after them are normal
 *   <li>{@code rates}: calls per second by operation, such as {@code {"GetUserEndpoints": 300}};
 *       zero for no limit
 * </ul>
 */
final class Tuning {

  private final RateLimits rates;
  private Duration pace = Duration.ofMillis(100);

  /**
   * The import page of the developer guide says two, the quotas page ten.
   *
   * @see #importLimitError
   */
  private int importLimit = 2;

  /**
   * With which error Pinpoint refuses an import too many is not documented; of those in the service
   * model this one fits best.
   */
  private String importLimitError = "TooManyRequestsException";

  private ImportWork.Limits importLimits = new ImportWork.Limits(1L << 30, 10_000);
  private final Queue<Job.Fate> nextImports = new ArrayDeque<>();

  Tuning(RateLimits rates) {
    this.rates = rates;
  }

  synchronized void change(ObjectNode changes) {
    List<Runnable> all = new ArrayList<>();
    changes.properties().forEach(change -> all.add(change(change.getKey(), change.getValue())));
    all.forEach(Runnable::run);
  }

  /** Checks one change; it is made only if all are good. */
  private Runnable change(String name, JsonNode value) {
    return switch (name) {
      case "pace" -> {
        long millis = number(name, value);
        yield () -> pace = Duration.ofMillis(millis);
      }
      case "importLimit" -> {
        long limit = number(name, value);
        yield () -> importLimit = (int) limit;
      }
      case "importLimitError" -> () -> importLimitError = value.asText();
      case "importBytes" -> {
        long bytes = number(name, value);
        yield () -> importLimits = new ImportWork.Limits(bytes, importLimits.files());
      }
      case "importFiles" -> {
        long files = number(name, value);
        yield () -> importLimits = new ImportWork.Limits(importLimits.bytes(), (int) files);
      }
      case "nextImports" -> {
        List<Job.Fate> fates = new ArrayList<>();
        value.forEach(fate -> fates.add(fate(fate.asText())));
        yield () -> nextImports.addAll(fates);
      }
      case "rates" -> {
        for (Map.Entry<String, JsonNode> rate : value.properties()) {
          number("rates." + rate.getKey(), rate.getValue());
        }
        yield () -> value.properties().forEach(r -> rates.set(r.getKey(), r.getValue().asDouble()));
      }
      default -> throw new IllegalArgumentException("Pinpoint has no '" + name + "' to change");
    };
  }

  private static long number(String name, JsonNode value) {
    if (!value.isNumber() || value.asDouble() < 0) {
      throw new IllegalArgumentException(name + " is " + value + ", but must be a number from 0");
    }
    return value.asLong();
  }

  private static Job.Fate fate(String name) {
    try {
      return Job.Fate.valueOf(name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "nextImports has '%s', but must have normal, fail, partial, stuck or vanish"
              .formatted(name),
          e);
    }
  }

  synchronized Duration pace() {
    return pace;
  }

  synchronized int importLimit() {
    return importLimit;
  }

  synchronized String importLimitError() {
    return importLimitError;
  }

  synchronized ImportWork.Limits importLimits() {
    return importLimits;
  }

  /** The fate of an import that is being created now. */
  synchronized Job.Fate nextImport() {
    return nextImports.isEmpty() ? Job.Fate.NORMAL : nextImports.remove();
  }
}
