package org.segmentcourier.training.personalize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Requests and answers of the AWS SDK as JSON with the service model's member names, so that one
 * piece of code serves every kind of resource.
 */
final class SdkMembers {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private SdkMembers() {}

  /**
   * Sets the members that the JSON has, and builds.
   *
   * @param builder of a request or an answer
   * @param members names and types must be those of the builder's, as the check of the config
   *     assures for requests; times are ISO texts
   */
  static Object build(SdkPojo builder, ObjectNode members) {
    for (SdkField<?> field : builder.sdkFields()) {
      JsonNode value = members.get(field.locationName());
      if (value != null && !value.isNull()) {
        field.set(builder, value(field, value));
      }
    }
    return ((Buildable) builder).build();
  }

  /** All members that have a value; times are ISO texts. */
  static ObjectNode read(SdkPojo pojo) {
    ObjectNode members = JSON.objectNode();
    for (SdkField<?> field : pojo.sdkFields()) {
      Object value = field.getValueOrDefault(pojo);
      if (value != null) {
        members.set(field.locationName(), json(value));
      }
    }
    return members;
  }

  private static Object value(SdkField<?> field, JsonNode json) {
    MarshallingType<?> type = field.marshallingType();
    if (type == MarshallingType.STRING) {
      return json.asText();
    } else if (type == MarshallingType.BOOLEAN) {
      return json.asBoolean();
    } else if (type == MarshallingType.INTEGER) {
      return json.asInt();
    } else if (type == MarshallingType.LONG) {
      return json.asLong();
    } else if (type == MarshallingType.DOUBLE) {
      return json.asDouble();
    } else if (type == MarshallingType.FLOAT) {
      return (float) json.asDouble();
    } else if (type == MarshallingType.INSTANT) {
      return Instant.parse(json.asText());
    } else if (type == MarshallingType.SDK_POJO) {
      return build(field.constructor().get(), (ObjectNode) json);
    } else if (type == MarshallingType.LIST) {
      SdkField<?> member = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
      var list = new ArrayList<Object>();
      json.forEach(element -> list.add(value(member, element)));
      return list;
    } else if (type == MarshallingType.MAP) {
      SdkField<?> member = field.getRequiredTrait(MapTrait.class).valueFieldInfo();
      var map = new LinkedHashMap<String, Object>();
      json.properties().forEach(entry -> map.put(entry.getKey(), value(member, entry.getValue())));
      return map;
    }
    throw new IllegalArgumentException(
        field.locationName() + " is of a type that nothing of training has: " + type);
  }

  private static JsonNode json(Object value) {
    if (value instanceof SdkPojo pojo) {
      return read(pojo);
    } else if (value instanceof List<?> list) {
      ArrayNode array = JSON.arrayNode();
      list.forEach(element -> array.add(json(element)));
      return array;
    } else if (value instanceof Map<?, ?> map) {
      ObjectNode object = JSON.objectNode();
      map.forEach((key, element) -> object.set(key.toString(), json(element)));
      return object;
    } else if (value instanceof Boolean bool) {
      return JSON.booleanNode(bool);
    } else if (value instanceof Integer number) {
      return JSON.numberNode(number);
    } else if (value instanceof Long number) {
      return JSON.numberNode(number);
    } else if (value instanceof Double number) {
      return JSON.numberNode(number);
    } else if (value instanceof Float number) {
      return JSON.numberNode(number);
    } else if (value instanceof Instant || value instanceof String) {
      return JSON.textNode(value.toString());
    }
    throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
  }
}
