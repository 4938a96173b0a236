package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.h2.mvstore.MVMap;

/**
 * Changes to endpoints that are being made: seen here at once, stored together at the end, in the
 * order of the keys. A file's rows come in any order, and a store on disk that takes them one by
 * one would write each of its pages over and over.
 */
final class EndpointChanges {

  /** What only the service says of an endpoint; a definition that holds it is not taken at it. */
  static final Set<String> SAID_BY_THE_SERVICE =
      Set.of("ApplicationId", "CohortId", "CreationDate");

  private static final byte[] DELETED = {};
  private static final int NO_NUMBER = -1;
  private static final int[] NOBODY = {};

  private final Endpoints endpoints;
  private final String now;
  private final Map<Integer, byte[]> values = new HashMap<>();
  private final Map<Key, Integer> numbers = new HashMap<>();
  private final Map<Key, int[]> users = new HashMap<>();

  EndpointChanges(Endpoints endpoints, Instant now) {
    this.endpoints = endpoints;
    this.now = Dates.text(now);
  }

  /** The number of the endpoint with this id. */
  OptionalInt find(String id) {
    int number = numberOf(Endpoints.idKey(id));
    return number == NO_NUMBER ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The numbers of a user's endpoints, oldest first. */
  int[] ofUser(String userId) {
    return seats(Endpoints.userKey(userId));
  }

  /**
   * Creates an endpoint, or changes the one that has this id: what is given replaces what there
   * was, custom attributes one by one (an empty list of values removes the attribute).
   *
   * @param definition in the form of the model's EndpointBatchItem; without Id one is made
   * @return the endpoint's number
   */
  int put(ObjectNode definition) throws Refusal {
    String id = definition.path("Id").asText();
    if (id.isEmpty()) {
      id = UUID.randomUUID().toString();
    }
    Key key = Endpoints.idKey(id);
    int number = numberOf(key);
    boolean known = number != NO_NUMBER;
    if (known && definition.size() == 1) {
      return number;
    }
    EndpointRules.checkDefinition(definition);
    ObjectNode endpoint = known ? Endpoints.endpoint(value(number)) : created(id);
    String userBefore = userId(endpoint);
    merge(endpoint, definition);
    EndpointRules.check(endpoint);
    byte[] value = Endpoints.value(endpoint);
    if (value.length > EndpointRules.ENDPOINT_BYTES) {
      throw new Refusal("the endpoint is larger than 15 KB");
    }
    String userAfter = userId(endpoint);
    boolean moves = !userBefore.equals(userAfter);
    int eldest = moves && !userAfter.isEmpty() ? seatToFree(endpoint, userAfter) : NO_NUMBER;
    endpoints.countAttributes(endpoint);

    if (eldest != NO_NUMBER) {
      retire(eldest);
    }
    if (!known) {
      number = endpoints.nextNumber();
      numbers.put(key, number);
    }
    values.put(number, value);
    if (moves) {
      leave(userBefore, number);
      join(userAfter, number);
    }
    return number;
  }

  /** Deletes the endpoint with this number. */
  void delete(int number) {
    ObjectNode endpoint = Endpoints.endpoint(value(number));
    numbers.put(Endpoints.idKey(endpoint.path("Id").asText()), NO_NUMBER);
    leave(userId(endpoint), number);
    values.put(number, DELETED);
  }

  /** Stores the changes: first endpoints, then what leads to them, so that no reader is misled. */
  void store() {
    write(values, endpoints.values(), value -> value == DELETED);
    write(numbers, endpoints.numbers(), number -> number == NO_NUMBER);
    write(users, endpoints.users(), seats -> seats.length == 0);
  }

  private static <K, V> void write(Map<K, V> changes, MVMap<K, V> map, Predicate<V> removed) {
    new TreeMap<>(changes)
        .forEach(
            (key, value) -> {
              if (removed.test(value)) {
                map.remove(key);
              } else {
                map.put(key, value);
              }
            });
  }

  private int numberOf(Key key) {
    Integer changed = numbers.get(key);
    if (changed != null) {
      return changed;
    }
    Integer stored = endpoints.numbers().get(key);
    return stored == null ? NO_NUMBER : stored;
  }

  private byte[] value(int number) {
    byte[] changed = values.get(number);
    return changed == null ? endpoints.values().get(number) : changed;
  }

  private int[] seats(Key user) {
    int[] changed = users.get(user);
    if (changed != null) {
      return changed;
    }
    int[] stored = endpoints.users().get(user);
    return stored == null ? NOBODY : stored;
  }

  private ObjectNode created(String id) {
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    endpoint.put("Id", id);
    endpoint.put("EndpointStatus", "ACTIVE");
    endpoint.put("OptOut", "NONE");
    endpoint.put("CreationDate", now);
    return endpoint;
  }

  private void merge(ObjectNode endpoint, ObjectNode definition) {
    endpoint.put("EffectiveDate", now);
    for (Map.Entry<String, JsonNode> field : definition.properties()) {
      if (!SAID_BY_THE_SERVICE.contains(field.getKey()) && !field.getKey().equals("Id")) {
        merge(endpoint, field.getKey(), field.getValue());
      }
    }
  }

  private static void merge(ObjectNode into, String name, JsonNode value) {
    if (value.isNull()) {
      return;
    }
    if (value.isObject()) {
      ObjectNode inner =
          into.path(name).isObject() ? (ObjectNode) into.get(name) : into.putObject(name);
      value.properties().forEach(field -> merge(inner, field.getKey(), field.getValue()));
    } else if (value.isArray() && value.isEmpty()) {
      into.remove(name);
    } else {
      into.set(name, value);
    }
  }

  /**
   * Which endpoint a user's sixteenth takes the place of. Source: the quotas page of Pinpoint's
   * developer guide: the oldest push endpoint gives way to a push endpoint; others are refused.
   */
  private int seatToFree(ObjectNode endpoint, String userId) throws Refusal {
    int[] seats = seats(Endpoints.userKey(userId));
    if (seats.length < EndpointRules.ENDPOINTS_PER_USER) {
      return NO_NUMBER;
    }
    if (EndpointRules.PUSH_CHANNELS.contains(endpoint.path("ChannelType").asText())) {
      OptionalInt eldest = IntStream.of(seats).filter(this::isPush).findFirst();
      if (eldest.isPresent()) {
        return eldest.getAsInt();
      }
    }
    throw new Refusal(
        "the user has %d endpoints already".formatted(EndpointRules.ENDPOINTS_PER_USER));
  }

  private boolean isPush(int number) {
    return EndpointRules.PUSH_CHANNELS.contains(EndpointRules.CHANNELS.get(value(number)[0]));
  }

  private void retire(int number) {
    ObjectNode endpoint = Endpoints.endpoint(value(number));
    leave(userId(endpoint), number);
    endpoint.put("EndpointStatus", "INACTIVE");
    ((ObjectNode) endpoint.get("User")).remove("UserId");
    values.put(number, Endpoints.value(endpoint));
  }

  private void leave(String userId, int number) {
    if (!userId.isEmpty()) {
      Key user = Endpoints.userKey(userId);
      users.put(user, IntStream.of(seats(user)).filter(seat -> seat != number).toArray());
    }
  }

  private void join(String userId, int number) {
    if (!userId.isEmpty()) {
      Key user = Endpoints.userKey(userId);
      int[] seats = seats(user);
      int[] more = Arrays.copyOf(seats, seats.length + 1);
      more[seats.length] = number;
      users.put(user, more);
    }
  }

  private static String userId(ObjectNode endpoint) {
    return endpoint.path("User").path("UserId").asText();
  }
}
