package org.segmentcourier.sandbox.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.AwsError;

/**
 * A message as it was published to a topic, checked as SNS checks it.
 *
 * @param texts the message by protocol, with {@code default} for all others
 * @param attributes the message attributes as {@code Publish} takes them
 */
record Publication(
    String id,
    String topicArn,
    Optional<String> subject,
    ObjectNode texts,
    JsonNode attributes,
    Instant time) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MOST_BYTES = 256 * 1024;

  /** ASCII that begins with a letter, number or punctuation mark, under 100 characters. */
  private static final Pattern SUBJECT = Pattern.compile("[\\x21-\\x7E][\\x20-\\x7E]{0,98}");

  /**
   * @param input the input of {@code Publish}
   * @throws AwsError if SNS would refuse it
   */
  static Publication of(ObjectNode input) {
    String message = input.path("Message").asText();
    if (message.isEmpty()) {
      throw invalid("Empty message");
    }
    if (message.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw invalid("Message too long");
    }
    var subject = Optional.ofNullable(input.path("Subject").asText(null));
    if (subject.isPresent() && !SUBJECT.matcher(subject.get()).matches()) {
      throw invalid("Subject");
    }
    return new Publication(
        UUID.randomUUID().toString(),
        input.path("TopicArn").asText(),
        subject,
        texts(input.path("MessageStructure").asText(), message),
        input.path("MessageAttributes"),
        Instant.now());
  }

  /** What subscribers of a protocol are told. */
  String text(Subscription.Protocol protocol) {
    return texts.path(protocol.word).asText(texts.path("default").asText());
  }

  /** The envelope in which queues get it, and e-mails in JSON. */
  String envelope(Account account, Subscription subscription) {
    ObjectNode envelope = JSON.createObjectNode();
    envelope.put("Type", "Notification");
    envelope.put("MessageId", id);
    envelope.put("TopicArn", topicArn);
    subject.ifPresent(text -> envelope.put("Subject", text));
    envelope.put("Message", text(subscription.protocol()));
    envelope.put("Timestamp", time.truncatedTo(ChronoUnit.MILLIS).toString());
    envelope.put("SignatureVersion", "1");
    // Nobody can check a signature here: there is no certificate to check it by.
    envelope.put("Signature", "U2FuZGJveA==");
    String sns = "https://sns.%s.amazonaws.com/".formatted(account.region());
    envelope.put("SigningCertURL", sns + "SimpleNotificationService-sandbox.pem");
    envelope.put(
        "UnsubscribeURL", sns + "?Action=Unsubscribe&SubscriptionArn=" + subscription.arn());
    if (!attributes.isEmpty()) {
      ObjectNode values = envelope.putObject("MessageAttributes");
      attributes
          .properties()
          .forEach(
              one ->
                  values
                      .putObject(one.getKey())
                      .put("Type", one.getValue().path("DataType").asText())
                      .put("Value", one.getValue().path("StringValue").asText()));
    }
    return envelope.toString();
  }

  private static ObjectNode texts(String structure, String message) {
    if (structure.isEmpty()) {
      return JSON.createObjectNode().put("default", message);
    }
    if (!structure.equals("json")) {
      throw invalid("MessageStructure");
    }
    if (!(parse(message) instanceof ObjectNode texts)) {
      throw invalid("Message Structure - JSON message body failed to parse");
    }
    if (!texts.path("default").isTextual()) {
      throw invalid("Message Structure - No default entry in JSON message body");
    }
    return texts;
  }

  private static JsonNode parse(String message) {
    try {
      return JSON.readTree(message);
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }

  private static AwsError invalid(String what) {
    return new AwsError("InvalidParameterException", "Invalid parameter: " + what);
  }
}
