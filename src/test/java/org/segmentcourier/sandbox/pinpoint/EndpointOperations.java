package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.segmentcourier.sandbox.AwsError;

/** Endpoints, one by one, in batches and by user. */
final class EndpointOperations implements Operations {

  /** Sources: the service model; the quotas page of Pinpoint's developer guide. */
  private static final int BATCH_ITEMS = 100;

  private static final int PAYLOAD_BYTES = 7 * 1024 * 1024;

  private final Apps apps;

  EndpointOperations(Apps apps) {
    this.apps = apps;
  }

  @Override
  public Map<String, UnaryOperator<ObjectNode>> operations() {
    return Map.of(
        "UpdateEndpointsBatch", this::updateBatch,
        "UpdateEndpoint", this::update,
        "GetEndpoint", input -> Answer.of("EndpointResponse", endpoint(input)),
        "DeleteEndpoint", this::delete,
        "GetUserEndpoints", input -> Answer.items("EndpointsResponse", ofUser(input)),
        "DeleteUserEndpoints", this::deleteOfUser);
  }

  private Endpoints endpoints(ObjectNode input) {
    return apps.get(input.path("ApplicationId").asText()).endpoints();
  }

  /**
   * Changes all endpoints or none: the answer has no place for the fate of single ones. (Pinpoint
   * accepts a batch and works on it later; what it does about a bad item is not documented.)
   */
  private ObjectNode updateBatch(ObjectNode input) {
    JsonNode items = input.path("EndpointBatchRequest").path("Item");
    if (items.size() > BATCH_ITEMS) {
      throw new AwsError(
          "BadRequestException",
          "Item has %d endpoints, but may have %d".formatted(items.size(), BATCH_ITEMS));
    }
    if (items.toString().length() > PAYLOAD_BYTES) {
      throw new AwsError("PayloadTooLargeException", "The payload is larger than 7 MB");
    }
    change(
        input,
        changes -> {
          for (JsonNode item : items) {
            if (item.path("Id").asText().isEmpty()) {
              throw new Refusal("every item needs an Id");
            }
            changes.put((ObjectNode) item);
          }
          return null;
        });
    return Answer.accepted();
  }

  private ObjectNode update(ObjectNode input) {
    ObjectNode definition = input.withObjectProperty("EndpointRequest").deepCopy();
    definition.set("Id", input.path("EndpointId"));
    change(input, changes -> changes.put(definition));
    return Answer.accepted();
  }

  private ObjectNode endpoint(ObjectNode input) {
    String id = input.path("EndpointId").asText();
    return endpoints(input).get(id).orElseThrow(() -> notFound("endpoint " + id));
  }

  private ObjectNode delete(ObjectNode input) {
    ObjectNode endpoint = endpoint(input);
    change(
        input,
        changes -> {
          changes.find(endpoint.path("Id").asText()).ifPresent(changes::delete);
          return null;
        });
    return Answer.of("EndpointResponse", endpoint);
  }

  private List<ObjectNode> ofUser(ObjectNode input) {
    List<ObjectNode> found = endpoints(input).ofUser(input.path("UserId").asText());
    if (found.isEmpty()) {
      throw notFound("user");
    }
    return found;
  }

  private ObjectNode deleteOfUser(ObjectNode input) {
    List<ObjectNode> found = ofUser(input);
    change(
        input,
        changes -> {
          for (int number : changes.ofUser(input.path("UserId").asText())) {
            changes.delete(number);
          }
          return null;
        });
    return Answer.items("EndpointsResponse", found);
  }

  private <T> void change(ObjectNode input, Endpoints.Work<T> work) {
    try {
      endpoints(input).change(work);
    } catch (Refusal e) {
      throw new AwsError("BadRequestException", e.getMessage());
    }
  }

  private static AwsError notFound(String what) {
    return new AwsError("NotFoundException", "Resource not found: " + what);
  }
}
