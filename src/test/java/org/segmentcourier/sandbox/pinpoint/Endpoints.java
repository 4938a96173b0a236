package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.IntegerDataType;

/**
 * The endpoints of one project, in an embedded store, so that ten million need little heap.
 *
 * <p>Each endpoint has a number of its own, given in the order of creation and never again. Under
 * the number lie one byte for its channel and its JSON; two indexes lead from ids and from users to
 * numbers. Changes are made by one thread at a time, reads by any.
 */
final class Endpoints {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String appId;
  private final Clock clock;
  private final MVStore store;
  private final MVMap<Integer, byte[]> values;
  private final MVMap<Key, Integer> numbers;
  private final MVMap<Key, int[]> users;
  private final Set<String> attributes = new HashSet<>();
  private final Set<String> metrics = new HashSet<>();
  private final Set<String> userAttributes = new HashSet<>();
  private int next;

  Endpoints(MVStore store, String appId, Clock clock) {
    this.store = store;
    this.appId = appId;
    this.clock = clock;
    values =
        store.openMap(
            "endpoints." + appId,
            new MVMap.Builder<Integer, byte[]>()
                .keyType(IntegerDataType.INSTANCE)
                .valueType(ByteArrayDataType.INSTANCE));
    numbers =
        store.openMap(
            "ids." + appId,
            new MVMap.Builder<Key, Integer>()
                .keyType(KeyType.INSTANCE)
                .valueType(IntegerDataType.INSTANCE));
    users =
        store.openMap(
            "users." + appId,
            new MVMap.Builder<Key, int[]>()
                .keyType(KeyType.INSTANCE)
                .valueType(NumbersType.INSTANCE));
  }

  /** The key of an endpoint id, which the service model calls case-insensitive. */
  static Key idKey(String id) {
    return Key.of(id.toLowerCase(Locale.ROOT));
  }

  static Key userKey(String userId) {
    return Key.of(userId);
  }

  /** An endpoint in the form of the model's EndpointResponse. */
  Optional<ObjectNode> get(String id) {
    return Optional.ofNullable(numbers.get(idKey(id))).flatMap(this::response);
  }

  /** All endpoints of a user, oldest first; none for an unknown user. */
  List<ObjectNode> ofUser(String userId) {
    int[] found = users.get(userKey(userId));
    return found == null
        ? List.of()
        : IntStream.of(found).mapToObj(this::response).flatMap(Optional::stream).toList();
  }

  /** The endpoints with these numbers that are still there. */
  Stream<ObjectNode> all(Members members) {
    return members.numbers().mapToObj(this::response).flatMap(Optional::stream);
  }

  /** Every endpoint of the project, in the order of creation. */
  Stream<ObjectNode> all() {
    Iterable<Integer> all = () -> values.keyIterator(null);
    return StreamSupport.stream(all.spliterator(), false)
        .map(this::response)
        .flatMap(Optional::stream);
  }

  /** How many of these endpoints each channel has. */
  Map<String, Integer> channelCounts(Members members) {
    int[] counts = new int[EndpointRules.CHANNELS.size()];
    members.numbers().mapToObj(values::get).filter(v -> v != null).forEach(v -> counts[v[0]]++);
    Map<String, Integer> byName = new TreeMap<>();
    IntStream.range(0, counts.length)
        .filter(i -> counts[i] > 0)
        .forEach(i -> byName.put(EndpointRules.CHANNELS.get(i), counts[i]));
    return byName;
  }

  /** What is done with a set of changes; it may refuse them all. */
  interface Work<T> {
    T with(EndpointChanges changes) throws Refusal;
  }

  /** Makes changes that are stored together at the end, or not at all if the work refuses. */
  synchronized <T> T change(Work<T> work) throws Refusal {
    EndpointChanges changes = new EndpointChanges(this, clock.instant());
    T result = work.with(changes);
    changes.store();
    return result;
  }

  void drop() {
    store.removeMap(values);
    store.removeMap(numbers);
    store.removeMap(users);
  }

  MVMap<Integer, byte[]> values() {
    return values;
  }

  MVMap<Key, Integer> numbers() {
    return numbers;
  }

  MVMap<Key, int[]> users() {
    return users;
  }

  int nextNumber() {
    return next++;
  }

  /** Counts the project's attribute names; those beyond the quota are refused. */
  void countAttributes(ObjectNode endpoint) throws Refusal {
    count(endpoint.path("Attributes"), attributes);
    count(endpoint.path("Metrics"), metrics);
    count(endpoint.path("User").path("UserAttributes"), userAttributes);
  }

  private void count(JsonNode named, Set<String> known) throws Refusal {
    for (Map.Entry<String, JsonNode> one : named.properties()) {
      if (!known.contains(one.getKey())) {
        if (attributes.size() + metrics.size() + userAttributes.size()
            >= EndpointRules.ATTRIBUTES_PER_APP) {
          throw new Refusal(
              "the project has %d attributes already, %s would be one more"
                  .formatted(EndpointRules.ATTRIBUTES_PER_APP, one.getKey()));
        }
        known.add(one.getKey());
      }
    }
  }

  private Optional<ObjectNode> response(int number) {
    return Optional.ofNullable(values.get(number)).map(value -> response(number, value));
  }

  private ObjectNode response(int number, byte[] value) {
    ObjectNode endpoint = endpoint(value);
    endpoint.put("ApplicationId", appId);
    endpoint.put("CohortId", Integer.toString(number % 100));
    return endpoint;
  }

  static ObjectNode endpoint(byte[] value) {
    try {
      return (ObjectNode) JSON.readTree(value, 1, value.length - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] value(ObjectNode endpoint) {
    try {
      byte[] json = JSON.writeValueAsBytes(endpoint);
      byte[] value = new byte[json.length + 1];
      value[0] = (byte) EndpointRules.CHANNELS.indexOf(endpoint.path("ChannelType").asText());
      System.arraycopy(json, 0, value, 1, json.length);
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
