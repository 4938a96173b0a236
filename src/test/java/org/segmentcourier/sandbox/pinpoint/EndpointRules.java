package org.segmentcourier.sandbox.pinpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an endpoint may be like, whether it comes by a call or in a file. Sources: the service model
 * (ids, channel types, lengths of attribute names and values) and the quotas page of Pinpoint's
 * developer guide (sizes and counts).
 */
final class EndpointRules {

  static final List<String> CHANNELS =
      List.of(
          "PUSH",
          "GCM",
          "APNS",
          "APNS_SANDBOX",
          "APNS_VOIP",
          "APNS_VOIP_SANDBOX",
          "ADM",
          "SMS",
          "VOICE",
          "EMAIL",
          "BAIDU",
          "CUSTOM",
          "IN_APP");

  /** Channels on which a user's sixteenth endpoint makes room for itself. */
  static final Set<String> PUSH_CHANNELS =
      Set.of("ADM", "GCM", "APNS", "APNS_SANDBOX", "APNS_VOIP", "APNS_VOIP_SANDBOX", "BAIDU");

  static final int ENDPOINTS_PER_USER = 15;
  static final int ATTRIBUTES_PER_APP = 250;
  static final int ENDPOINT_BYTES = 15 * 1024;

  private static final int NAME_LENGTH = 50;
  private static final int VALUE_LENGTH = 100;
  private static final int VALUES = 50;
  private static final String FORBIDDEN_IN_ID = "${}";

  private EndpointRules() {}

  /** Checks what is said of an endpoint as far as it can be checked alone. */
  static void checkDefinition(ObjectNode definition) throws Refusal {
    String id = definition.path("Id").asText();
    if (FORBIDDEN_IN_ID.chars().anyMatch(forbidden -> id.indexOf(forbidden) >= 0)) {
      throw new Refusal("Id can't contain $, { or }");
    }
    JsonNode effective = definition.path("EffectiveDate");
    if (!effective.isMissingNode()) {
      checkDate(effective.asText());
    }
  }

  /** Checks a whole endpoint: what there was, with what is now said of it. */
  static void check(ObjectNode endpoint) throws Refusal {
    oneOf(endpoint, "ChannelType", CHANNELS);
    oneOf(endpoint, "OptOut", List.of("ALL", "NONE"));
    oneOf(endpoint, "EndpointStatus", List.of("ACTIVE", "INACTIVE"));
    if (endpoint.path("ChannelType").asText().isEmpty()
        || endpoint.path("Address").asText().isEmpty()) {
      throw new Refusal("a new endpoint needs ChannelType and Address; there is none with this Id");
    }
    attributes("Attributes", endpoint.path("Attributes"));
    attributes("User.UserAttributes", endpoint.path("User").path("UserAttributes"));
    for (Map.Entry<String, JsonNode> metric : endpoint.path("Metrics").properties()) {
      nameLength("Metrics", metric.getKey());
      if (!metric.getValue().isNumber()) {
        throw new Refusal("Metrics." + metric.getKey() + " is no number");
      }
    }
  }

  private static void oneOf(ObjectNode endpoint, String field, List<String> values) throws Refusal {
    JsonNode value = endpoint.path(field);
    if (!value.isMissingNode() && !values.contains(value.asText())) {
      throw new Refusal(
          field + " is " + value.asText() + ", but must be one of " + String.join(", ", values));
    }
  }

  private static void checkDate(String date) throws Refusal {
    try {
      DateTimeFormatter.ISO_DATE_TIME.parse(date);
    } catch (DateTimeException e) {
      throw new Refusal("EffectiveDate is " + date + ", but must be an ISO 8601 date");
    }
  }

  private static void attributes(String where, JsonNode attributes) throws Refusal {
    for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
      nameLength(where, attribute.getKey());
      if (!attribute.getValue().isArray()) {
        throw new Refusal(where + "." + attribute.getKey() + " is no list of strings");
      }
      if (attribute.getValue().size() > VALUES) {
        throw new Refusal(
            where + "." + attribute.getKey() + " has more than " + VALUES + " values");
      }
      for (JsonNode value : attribute.getValue()) {
        if (value.asText().length() > VALUE_LENGTH) {
          throw new Refusal(
              where + "." + attribute.getKey() + " has a value of more than 100 characters");
        }
      }
    }
  }

  private static void nameLength(String where, String name) throws Refusal {
    if (name.length() > NAME_LENGTH) {
      throw new Refusal(where + "." + name + " has a name of more than 50 characters");
    }
  }
}
