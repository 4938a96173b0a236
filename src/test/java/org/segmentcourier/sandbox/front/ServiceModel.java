package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A service as AWS describes it for its SDKs of the first generation (c2j), and what we supplement
 * where that is behind the times.
 */
final class ServiceModel {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

  private final JsonNode metadata;
  private final Map<String, Operation> operations;

  private ServiceModel(JsonNode metadata, Map<String, Operation> operations) {
    this.metadata = metadata;
    this.operations = operations;
  }

  /**
   * Reads a model from the class path.
   *
   * @param name such as {@code personalize-2018-05-22}
   */
  static ServiceModel read(String name) {
    var model = (ObjectNode) resource("/models/" + name + "-model.json");
    supplement(model, resource("/models/supplements.json").path(name));
    var shapes = new HashMap<String, Shape>();
    model.get("shapes").properties().forEach(s -> shapes.put(s.getKey(), new Shape(s.getValue())));
    shapes.values().forEach(shape -> shape.connect(shapes::get));
    var operations = new LinkedHashMap<String, Operation>();
    model
        .get("operations")
        .properties()
        .forEach(o -> operations.put(o.getKey(), operation(o.getKey(), o.getValue(), shapes)));
    return new ServiceModel(model.get("metadata"), operations);
  }

  /** The operation of this name, if there is one. */
  Optional<Operation> operation(String name) {
    return Optional.ofNullable(operations.get(name));
  }

  Collection<Operation> operations() {
    return operations.values();
  }

  /** {@code json}, {@code rest-json} or {@code query}. */
  String protocol() {
    return metadata.get("protocol").asText();
  }

  /** Of XML answers; empty if there is none. */
  String xmlNamespace() {
    return metadata.path("xmlNamespace").asText();
  }

  private static JsonNode resource(String path) {
    try (var in = ServiceModel.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(
            path + " is not on the class path; the build unpacks the service models there");
      }
      return JSON.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + path, e);
    }
  }

  private static void supplement(ObjectNode model, JsonNode supplement) {
    supplement
        .properties()
        .forEach(
            entry -> {
              if (model.get(entry.getKey()) instanceof ObjectNode there
                  && entry.getValue().isObject()) {
                supplement(there, entry.getValue());
              } else {
                model.set(entry.getKey(), entry.getValue());
              }
            });
  }

  private static Operation operation(String name, JsonNode traits, Map<String, Shape> shapes) {
    var http = traits.get("http");
    var errors =
        StreamSupport.stream(traits.path("errors").spliterator(), false)
            .map(error -> error.get("shape").asText())
            .distinct()
            .collect(Collectors.toMap(error -> error, shapes::get));
    return new Operation(
        name,
        http.get("method").asText(),
        http.get("requestUri").asText(),
        http.path("responseCode").asInt(200),
        Optional.ofNullable(shapes.get(traits.path("input").path("shape").asText())),
        Optional.ofNullable(shapes.get(traits.path("output").path("shape").asText())),
        errors);
  }
}
