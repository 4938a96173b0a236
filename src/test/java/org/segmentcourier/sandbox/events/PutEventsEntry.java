package org.segmentcourier.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.segmentcourier.sandbox.AwsError;

/** One entry of a {@code PutEvents} call: it is taken or refused by itself. */
record PutEventsEntry(JsonNode json) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** AWS's documented limit for the entries of a call together. */
  private static final int MOST_BYTES = 256 * 1024;

  /** What a time counts for. */
  private static final int TIME_BYTES = 14;

  private static final int LONGEST_DETAIL_TYPE = 128;

  /**
   * @throws AwsError if the entries together are over the limit
   */
  static void refuseTooLarge(Iterable<JsonNode> entries) {
    int size = 0;
    for (JsonNode entry : entries) {
      size += new PutEventsEntry(entry).size();
    }
    if (size > MOST_BYTES) {
      throw new AwsError(
          "ValidationException", "Total size of the entries in the request is over the limit.");
    }
  }

  /** The bus's name or ARN; empty for the default bus. */
  String bus() {
    return json.path("EventBusName").asText();
  }

  /** Why the entry can't be taken, as the answer says it; empty if it can. */
  Optional<ObjectNode> refusal(boolean busExists) {
    for (String member : new String[] {"Source", "DetailType", "Detail"}) {
      if (json.path(member).asText().isEmpty()) {
        return refuse(
            "InvalidArgument",
            "Parameter %s is not valid. Reason: %s is a required argument."
                .formatted(member, member));
      }
    }
    if (json.path("Source").asText().startsWith("aws.")) {
      return refuse("NotAuthorizedForSourceException", "Not authorized for the source.");
    }
    if (json.path("DetailType").asText().length() > LONGEST_DETAIL_TYPE) {
      return refuse(
          "InvalidArgument",
          "Parameter DetailType is not valid. Reason: DetailType is longer than 128.");
    }
    if (!(detail() instanceof ObjectNode)) {
      return refuse("MalformedDetail", "Detail is malformed.");
    }
    return busExists
        ? Optional.empty()
        : refuse("ResourceNotFoundException", "Event bus %s does not exist.".formatted(bus()));
  }

  Event toEvent() {
    var event =
        new Event(
            UUID.randomUUID().toString(),
            json.path("Source").asText(),
            json.path("DetailType").asText(),
            json.has("Time") ? time() : Instant.now(),
            java.util.List.of(),
            (ObjectNode) detail());
    return event.about(
        json.path("Resources").valueStream().map(JsonNode::asText).toArray(String[]::new));
  }

  private Instant time() {
    return Instant.ofEpochMilli((long) (json.path("Time").asDouble() * 1000));
  }

  private JsonNode detail() {
    try {
      return JSON.readTree(json.path("Detail").asText());
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private int size() {
    int size = json.has("Time") ? TIME_BYTES : 0;
    for (String member : new String[] {"Source", "DetailType", "Detail"}) {
      size += bytes(json.path(member));
    }
    for (JsonNode resource : json.path("Resources")) {
      size += bytes(resource);
    }
    return size;
  }

  private static int bytes(JsonNode text) {
    return text.asText().getBytes(StandardCharsets.UTF_8).length;
  }

  private static Optional<ObjectNode> refuse(String code, String message) {
    return Optional.of(
        JsonNodeFactory.instance.objectNode().put("ErrorCode", code).put("ErrorMessage", message));
  }
}
