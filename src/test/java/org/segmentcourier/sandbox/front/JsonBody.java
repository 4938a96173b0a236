package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The JSON objects that go over the wire. A member that is null is one that isn't there. */
final class JsonBody {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private JsonBody() {}

  /**
   * Reads an object; no body at all is an empty one.
   *
   * @param error code of the refusal of anything else
   */
  static ObjectNode read(byte[] body, String error) {
    if (body.length == 0) {
      return JSON.createObjectNode();
    }
    try {
      if (JSON.readTree(body) instanceof ObjectNode object) {
        return withoutNulls(object);
      }
      throw new Refused(400, error, "the body is not a JSON object");
    } catch (IOException e) {
      throw new Refused(400, error, "the body is not JSON: " + e.getMessage());
    }
  }

  /** Takes out members that are null, at any depth; null elements of lists stay. */
  static ObjectNode withoutNulls(ObjectNode object) {
    object.properties().removeIf(member -> member.getValue().isNull());
    object.forEach(JsonBody::clean);
    return object;
  }

  private static void clean(JsonNode value) {
    if (value instanceof ObjectNode object) {
      withoutNulls(object);
    } else {
      value.forEach(JsonBody::clean);
    }
  }
}
