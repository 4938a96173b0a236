package org.segmentcourier.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * Where a rule sends what it matches: a queue.
 *
 * @param input which part of the event is sent
 * @param group the message group, for a FIFO queue; empty for a standard one
 */
record Target(String id, String arn, JsonPath input, Optional<String> group) {

  /**
   * @param json a target as {@code PutTargets} and CloudFormation write it
   * @throws IllegalArgumentException if it has something that the sandbox does not do
   */
  static Target of(ObjectNode json) {
    for (var member : json.properties()) {
      switch (member.getKey()) {
        case "Id", "Arn", "InputPath", "SqsParameters" -> {}
        default ->
            throw new IllegalArgumentException(
                "the sandbox does not know '%s' of a target".formatted(member.getKey()));
      }
    }
    String arn = json.path("Arn").asText();
    if (!arn.matches("arn:[^:]+:sqs:.+")) {
      throw new IllegalArgumentException(
          "the sandbox sends events to queues, not to '%s'".formatted(arn));
    }
    return new Target(
        json.path("Id").asText(),
        arn,
        JsonPath.parse(json.path("InputPath").asText("$")),
        Optional.ofNullable(json.path("SqsParameters").path("MessageGroupId").asText(null)));
  }

  /** What is sent of an event; empty if the event has no such part. */
  Optional<String> body(JsonNode envelope) {
    JsonNode part = input.in(envelope);
    return part.isMissingNode() ? Optional.empty() : Optional.of(part.toString());
  }
}
