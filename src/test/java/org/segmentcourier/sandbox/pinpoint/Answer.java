package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.UUID;

/** Outputs as the service model has them: one payload member. */
final class Answer {

  private Answer() {}

  static ObjectNode of(String member, JsonNode payload) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    output.set(member, payload);
    return output;
  }

  /** A whole list, for operations that don't page. */
  static ObjectNode items(String member, Collection<ObjectNode> items) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putArray("Item").addAll(items);
    return of(member, list);
  }

  /** What operations answer that only take note. */
  static ObjectNode accepted() {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("Message", "Accepted");
    body.put("RequestID", UUID.randomUUID().toString());
    return of("MessageBody", body);
  }
}
