package org.segmentcourier.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * The JSON in the body of a queue message, taken out of the envelope of SNS if it came by a topic.
 *
 * @param content a JSON object
 * @param origin who sent it, as far as it says so: a topic's ARN, an event's source
 */
record Envelope(JsonNode content, String origin) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String UNKNOWN = "unknown";

  /**
   * @throws NotUnderstood if the body is no JSON object, or a message of SNS itself
   */
  static Envelope open(String body) {
    var outer = object(body, UNKNOWN);
    if (!outer.path("Type").isTextual() || !outer.has("TopicArn")) {
      return new Envelope(outer, source(outer, UNKNOWN));
    }
    var topic = outer.path("TopicArn").asText();
    var type = outer.path("Type").asText();
    if (!type.equals("Notification")) {
      throw new NotUnderstood(
          "SNS sent a message of type '" + type + "'; only 'Notification' is expected here", topic);
    }
    var inner = object(outer.path("Message").asText(), topic);
    return new Envelope(inner, source(inner, topic));
  }

  /** An event as EventBridge delivers it, with its {@code detail} inside. */
  boolean isEvent() {
    return content.has("detail-type") && content.has("detail");
  }

  /**
   * What an EventBridge event is about: its {@code detail}, or all there is if the rule passed on
   * only that ({@code InputPath: $.detail}).
   *
   * @throws NotUnderstood if the event has a version that we don't know
   */
  JsonNode detail() {
    if (!isEvent()) {
      return content;
    }
    expectVersion("version of the EventBridge event", content.path("version"), "0");
    return content.path("detail");
  }

  /**
   * Within a major version fields are only added, so what we read is still there; another one may
   * mean anything. No version is as good as the one we know.
   */
  void expectVersion(String what, JsonNode version, String major) {
    var found = version.asText("");
    if (!found.isEmpty() && !found.equals(major) && !found.startsWith(major + ".")) {
      throw notUnderstood("the " + what + " is '" + found + "'; known is " + major);
    }
  }

  NotUnderstood notUnderstood(String reason) {
    return new NotUnderstood(reason, origin);
  }

  private static JsonNode object(String text, String origin) {
    JsonNode node;
    try {
      node = JSON.readTree(text == null ? "" : text);
    } catch (JsonProcessingException e) {
      throw new NotUnderstood("the body is no JSON" + NotUnderstood.at(e), origin);
    }
    if (!node.isObject()) {
      throw new NotUnderstood(
          "the body is "
              + (node.isMissingNode() ? "empty" : "a JSON " + node.getNodeType())
              + "; a JSON object is expected",
          origin);
    }
    return node;
  }

  private static String source(JsonNode content, String otherwise) {
    var source = content.path("source").asText(content.path("Service").asText(""));
    if (source.isEmpty()) {
      source = content.path("Records").path(0).path("eventSource").asText("");
    }
    return source.isEmpty() ? otherwise : source;
  }
}
