package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** Changes to endpoints that are being made: seen here at once, stored together at the end. */
final class EndpointChanges {

  /** What only the service says of an endpoint; a definition that holds it is not taken at it. */
  static final Set<String> SAID_BY_THE_SERVICE =
      Set.of("ApplicationId", "CohortId", "CreationDate");

  private static final byte[] NOTHING = {};
  private static final int NO_NUMBER = -1;

  private final Endpoints endpoints;
  private final Store store;
  private final String now;

  /** What lies under which key from now on; nothing where it is removed. */
  private final Map<String, byte[]> changed = new HashMap<>();

  EndpointChanges(Endpoints endpoints, Store store, Instant now) {
    this.endpoints = endpoints;
    this.store = store;
    this.now = Dates.text(now);
  }

  /** The number of the endpoint with this id. */
  OptionalInt find(String id) {
    return Endpoints.numbers(get(endpoints.idKey(id))).findFirst();
  }

  /** The numbers of a user's endpoints, oldest first. */
  int[] ofUser(String userId) {
    return Endpoints.numbers(get(endpoints.userKey(userId))).toArray();
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
    int number = find(id).orElse(NO_NUMBER);
    boolean known = number != NO_NUMBER;
    if (known && definition.size() == 1) {
      return number;
    }
    EndpointRules.checkDefinition(definition);
    ObjectNode endpoint = known ? Endpoints.endpoint(get(endpoints.key(number))) : created(id);
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
      changed.put(endpoints.idKey(id), Endpoints.value(IntStream.of(number)));
    }
    changed.put(endpoints.key(number), value);
    if (moves) {
      leave(userBefore, number);
      join(userAfter, number);
    }
    return number;
  }

  /** Deletes the endpoint with this number. */
  void delete(int number) {
    ObjectNode endpoint = Endpoints.endpoint(get(endpoints.key(number)));
    changed.put(endpoints.idKey(endpoint.path("Id").asText()), NOTHING);
    leave(userId(endpoint), number);
    changed.put(endpoints.key(number), NOTHING);
  }

  void store() {
    store.put(changed);
  }

  private byte[] get(String key) {
    byte[] change = changed.get(key);
    return change == null ? store.get(key) : change;
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
    int[] seats = ofUser(userId);
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
    return EndpointRules.PUSH_CHANNELS.contains(
        EndpointRules.CHANNELS.get(get(endpoints.key(number))[0]));
  }

  private void retire(int number) {
    ObjectNode endpoint = Endpoints.endpoint(get(endpoints.key(number)));
    leave(userId(endpoint), number);
    endpoint.put("EndpointStatus", "INACTIVE");
    ((ObjectNode) endpoint.get("User")).remove("UserId");
    changed.put(endpoints.key(number), Endpoints.value(endpoint));
  }

  private void leave(String userId, int number) {
    if (!userId.isEmpty()) {
      seat(userId, IntStream.of(ofUser(userId)).filter(seat -> seat != number));
    }
  }

  private void join(String userId, int number) {
    if (!userId.isEmpty()) {
      seat(userId, IntStream.concat(IntStream.of(ofUser(userId)), IntStream.of(number)));
    }
  }

  private void seat(String userId, IntStream numbers) {
    changed.put(endpoints.userKey(userId), Endpoints.value(numbers));
  }

  private static String userId(ObjectNode endpoint) {
    return endpoint.path("User").path("UserId").asText();
  }
}
