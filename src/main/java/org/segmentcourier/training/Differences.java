package org.segmentcourier.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What about an existing resource is not as wanted. What Personalize adds of its own, such as
 * defaults within a configuration, is no difference.
 */
final class Differences {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Another role, or training that Personalize repeats by itself, makes no other resource. */
  private static final Set<String> INDIFFERENT = Set.of("roleArn", "performAutoTraining");

  /** Members without a default: that one of them is no longer wanted is a difference, too. */
  private static final Set<String> PLAIN = Set.of("domain", "eventType", "performHPO");

  /** Members that Personalize takes in any case, and may repeat in another. */
  private static final Set<String> CASELESS = Set.of("datasetType");

  private Differences() {}

  /**
   * @return a phrase for each, such as {@code numResults is 50, not 60}
   */
  static List<String> of(ObjectNode wanted, ObjectNode seen) {
    var differences = new ArrayList<String>();
    for (var member : wanted.properties()) {
      JsonNode found = seen.path(member.getKey());
      boolean same =
          same(member.getValue(), found)
              || (CASELESS.contains(member.getKey())
                  && member.getValue().asText().equalsIgnoreCase(found.asText()));
      if (!INDIFFERENT.contains(member.getKey()) && !same) {
        differences.add(
            "%s is %s, not %s".formatted(member.getKey(), text(found), member.getValue()));
      }
    }
    for (String member : PLAIN) {
      if (!wanted.has(member) && !empty(seen.path(member))) {
        differences.add("%s is %s, not left out".formatted(member, text(seen.path(member))));
      }
    }
    return differences;
  }

  private static boolean same(JsonNode wanted, JsonNode seen) {
    if (empty(wanted) && empty(seen)) {
      return true;
    }
    if (wanted.isObject() && seen.isObject()) {
      return wanted.properties().stream()
          .allMatch(member -> same(member.getValue(), seen.path(member.getKey())));
    }
    if (wanted.isArray() && seen.isArray()) {
      boolean same = wanted.size() == seen.size();
      for (int i = 0; same && i < wanted.size(); i++) {
        same = same(wanted.get(i), seen.get(i));
      }
      return same;
    }
    if (wanted.isNumber() && seen.isNumber()) {
      return wanted.doubleValue() == seen.doubleValue();
    }
    return wanted.equals(seen) || sameJson(wanted, seen);
  }

  /** An Avro schema is a text, in which neither spaces nor the order of members mean anything. */
  private static boolean sameJson(JsonNode wanted, JsonNode seen) {
    if (!wanted.isTextual() || !wanted.asText().startsWith("{") || !seen.isTextual()) {
      return false;
    }
    try {
      return JSON.readTree(wanted.asText()).equals(JSON.readTree(seen.asText()));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean empty(JsonNode node) {
    return node.isMissingNode()
        || node.isNull()
        || (node.isBoolean() && !node.asBoolean())
        || (node.isContainerNode() && node.isEmpty())
        || (node.isTextual() && node.asText().isEmpty());
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "not set" : node.toString();
  }
}
