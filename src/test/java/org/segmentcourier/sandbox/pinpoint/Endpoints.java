package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.time.Clock;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The endpoints of one project, in an embedded store, so that ten million need little heap.
 *
 * <p>Each endpoint has a number of its own, given in the order of creation and never again. Under
 * the number lie one byte for its channel and its JSON; under an id lies its number, under a user
 * the numbers of the user's endpoints. Changes are made by one thread at a time, reads by any.
 */
final class Endpoints {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final String appId;
  private final Clock clock;
  private final Store store;
  private final Set<String> attributes = new HashSet<>();
  private final Set<String> metrics = new HashSet<>();
  private final Set<String> userAttributes = new HashSet<>();
  private final AtomicInteger next = new AtomicInteger();

  Endpoints(Store store, String appId, Clock clock) {
    this.store = store;
    this.appId = appId;
    this.clock = clock;
  }

  /** Where an endpoint lies in the store; by number, so that neighbours were created together. */
  String key(int number) {
    return appId + "/endpoints/" + HexFormat.of().toHexDigits(number);
  }

  /** Where an endpoint id lies, which the service model calls case-insensitive. */
  String idKey(String id) {
    return appId + "/ids/" + id.toLowerCase(Locale.ROOT);
  }

  String userKey(String userId) {
    return appId + "/users/" + userId;
  }

  /** An endpoint in the form of the model's EndpointResponse. */
  Optional<ObjectNode> get(String id) {
    return endpoints(numbers(store.get(idKey(id)))).findFirst();
  }

  /** All endpoints of a user, oldest first; none for an unknown user. */
  List<ObjectNode> ofUser(String userId) {
    return endpoints(numbers(store.get(userKey(userId)))).toList();
  }

  /** The endpoints with these numbers that are still there. */
  Stream<ObjectNode> all(Members members) {
    return endpoints(members.numbers());
  }

  /** Every endpoint of the project, in the order of creation. */
  Stream<ObjectNode> all() {
    return endpoints(IntStream.range(0, next.get()));
  }

  /** How many of these endpoints each channel has. */
  Map<String, Integer> channelCounts(Members members) {
    int[] counts = new int[EndpointRules.CHANNELS.size()];
    members.numbers().mapToObj(this::stored).filter(v -> v.length > 0).forEach(v -> counts[v[0]]++);
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
    EndpointChanges changes = new EndpointChanges(this, store, clock.instant());
    T result = work.with(changes);
    changes.store();
    return result;
  }

  int nextNumber() {
    return next.getAndIncrement();
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

  private Stream<ObjectNode> endpoints(IntStream numbers) {
    return numbers.mapToObj(this::response).flatMap(Optional::stream);
  }

  private byte[] stored(int number) {
    return store.get(key(number));
  }

  private Optional<ObjectNode> response(int number) {
    byte[] value = stored(number);
    return value.length == 0 ? Optional.empty() : Optional.of(response(number, value));
  }

  private ObjectNode response(int number, byte[] value) {
    ObjectNode endpoint = endpoint(value);
    endpoint.put("ApplicationId", appId);
    endpoint.put("CohortId", Integer.toString(number % 100));
    return endpoint;
  }

  /** The numbers under an id or a user. */
  static IntStream numbers(byte[] value) {
    IntBuffer numbers = ByteBuffer.wrap(value).asIntBuffer();
    return IntStream.range(0, numbers.limit()).map(numbers::get);
  }

  static byte[] value(IntStream numbers) {
    int[] all = numbers.toArray();
    ByteBuffer value = ByteBuffer.allocate(Integer.BYTES * all.length);
    value.asIntBuffer().put(all);
    return value.array();
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
