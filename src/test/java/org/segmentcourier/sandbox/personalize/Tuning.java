package org.segmentcourier.sandbox.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the control port can change; {@link Personalize#tune} says how. */
final class Tuning {

  private final Map<Kind, Duration> pace = new EnumMap<>(Kind.class);
  private final Map<Quota, Long> quotas = new EnumMap<>(Quota.class);
  private final Map<Kind, Deque<String>> failures = new EnumMap<>(Kind.class);
  private boolean shortStatuses = true;
  private boolean emptyListOnError;

  Tuning(Duration pace) {
    for (Kind kind : Kind.values()) {
      this.pace.put(kind, pace);
      failures.put(kind, new ArrayDeque<>());
    }
    for (Quota quota : Quota.values()) {
      quotas.put(quota, quota.initially());
    }
  }

  /** How long a resource of this kind stays in each status on its way. */
  synchronized Duration pace(Kind kind) {
    return pace.get(kind);
  }

  synchronized long of(Quota quota) {
    return quotas.get(quota);
  }

  /** The reason for which the next resource of this kind has been told to fail, used up by this. */
  synchronized Optional<String> nextFailure(Kind kind) {
    return Optional.ofNullable(failures.get(kind).poll());
  }

  synchronized String status(Resource resource) {
    return resource.phase().status(shortStatuses && resource.kind() == Kind.BATCH_SEGMENT_JOB);
  }

  /** Whether the output of a failed query is an empty list of users instead of null. */
  synchronized boolean emptyListOnError() {
    return emptyListOnError;
  }

  /**
   * @throws IllegalArgumentException a member or value that isn't understood; nothing is changed by
   *     it, though what stood before it may be
   */
  synchronized void change(ObjectNode changes) {
    changes.fields().forEachRemaining(change -> change(change.getKey(), change.getValue()));
  }

  private void change(String what, JsonNode value) {
    switch (what) {
      case "pace" -> {
        if (value.isNumber()) {
          pace.replaceAll((kind, old) -> seconds(value));
        } else {
          value.fields().forEachRemaining(e -> pace.put(kind(e.getKey()), seconds(e.getValue())));
        }
      }
      case "quotas" ->
          value
              .fields()
              .forEachRemaining(e -> quotas.put(quota(e.getKey()), e.getValue().longValue()));
      case "fail" -> {
        Deque<String> reasons = failures.get(kind(value.path("kind").asText()));
        for (int i = 0; i < value.path("count").asInt(1); i++) {
          reasons.add(value.path("reason").asText("An internal error occurred"));
        }
      }
      case "batchJobStatuses" ->
          shortStatuses = choose(what, value, "PENDING", "CREATE PENDING").equals("PENDING");
      case "errorLine" ->
          emptyListOnError = choose(what, value, "null", "emptyList").equals("emptyList");
      default ->
          throw new IllegalArgumentException(
              what + " is not one of pace, quotas, fail, batchJobStatuses, errorLine");
    }
  }

  private static Duration seconds(JsonNode value) {
    if (!value.isNumber() || value.doubleValue() < 0) {
      throw new IllegalArgumentException("a pace is a number of seconds, not " + value);
    }
    return Duration.ofMillis(Math.round(value.doubleValue() * 1000));
  }

  private static Kind kind(String word) {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is not one of %s"
                        .formatted(
                            word,
                            Arrays.stream(Kind.values())
                                .map(Kind::word)
                                .collect(Collectors.joining(", ")))));
  }

  private static Quota quota(String key) {
    return Arrays.stream(Quota.values())
        .filter(quota -> quota.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "%s is not one of %s"
                        .formatted(
                            key,
                            Arrays.stream(Quota.values())
                                .map(Quota::key)
                                .collect(Collectors.joining(", ")))));
  }

  private static String choose(String what, JsonNode value, String one, String other) {
    String chosen = value.asText();
    if (!chosen.equals(one) && !chosen.equals(other)) {
      throw new IllegalArgumentException(
          "%s is \"%s\" or \"%s\", not %s".formatted(what, one, other, value));
    }
    return chosen;
  }
}
