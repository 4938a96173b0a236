package org.segmentcourier.sandbox.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.segmentcourier.sandbox.front.Backend;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.front.Refused;
import org.segmentcourier.sandbox.front.Request;
import org.segmentcourier.sandbox.front.Response;
import org.segmentcourier.sandbox.iam.Policy;

/**
 * What ElasticMQ lacks of queues' attributes: it takes any value of any, forgets most, and says
 * nothing of them. Here they are checked, kept, and answered. The size of messages, the scope of
 * deduplication and policies are enforced; a message's retention is not, for no sandbox runs for
 * days, nor is there anything to encrypt.
 */
final class QueueAttributes implements ForwardFilter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String PREFIX = "AmazonSQS.";

  /** ElasticMQ fails at these if they name none. */
  private static final Set<String> OF_A_QUEUE =
      Set.of(
          "ChangeMessageVisibility",
          "DeleteMessage",
          "DeleteQueue",
          "GetQueueAttributes",
          "ReceiveMessage",
          "SendMessage",
          "SendMessageBatch",
          "SetQueueAttributes");

  /** Of all messages of a batch together, too. */
  private static final int MOST_BYTES = 1_048_576;

  private static final Map<QueueAttribute, String> DEFAULTS =
      Map.of(
          QueueAttribute.MaximumMessageSize, String.valueOf(MOST_BYTES),
          QueueAttribute.MessageRetentionPeriod, "345600",
          QueueAttribute.SqsManagedSseEnabled, "true");

  private static final Map<QueueAttribute, String> FIFO_DEFAULTS =
      Map.of(
          QueueAttribute.DeduplicationScope, "queue",
          QueueAttribute.FifoThroughputLimit, "perQueue");

  private final BiConsumer<String, Policy> policies;
  private final Map<String, Map<QueueAttribute, String>> byQueue = new ConcurrentHashMap<>();

  /**
   * @param policies told the policy of a queue, by its name
   */
  QueueAttributes(BiConsumer<String, Policy> policies) {
    this.policies = policies;
  }

  @Override
  public Response filter(Request request, Backend next) throws IOException {
    String target = request.header("X-Amz-Target").orElse("");
    if (!target.startsWith(PREFIX)) {
      // The older form protocol, which no SDK speaks any more.
      return next.answer(request);
    }
    byte[] body = request.body().readAllBytes();
    var same = request.with(body);
    if (!(JSON.readTree(body) instanceof ObjectNode members)) {
      return next.answer(same);
    }
    String action = target.substring(PREFIX.length());
    if (OF_A_QUEUE.contains(action) && queue(members).isEmpty()) {
      throw new Refused(
          400, "MissingParameter", "The request must contain the parameter QueueUrl.");
    }
    return switch (action) {
      case "CreateQueue" -> set(same, members, members.path("QueueName").asText(), next);
      case "SetQueueAttributes" -> set(same, members, queue(members), next);
      case "GetQueueAttributes" -> get(same, members, next);
      case "SendMessage" -> send(same, members, next);
      case "SendMessageBatch" -> sendBatch(same, members, next);
      default -> next.answer(same);
    };
  }

  private Response set(Request request, ObjectNode members, String queue, Backend next)
      throws IOException {
    var attributes = checked(queue, members.path("Attributes"));
    var passed = members.deepCopy();
    if (passed.get("Attributes") instanceof ObjectNode all) {
      attributes.keySet().stream()
          .filter(attribute -> !attribute.known())
          .forEach(attribute -> all.remove(attribute.name()));
    }
    var response = next.answer(request.with(JSON.writeValueAsBytes(passed)));
    if (response.status() == 200) {
      var kept = byQueue.computeIfAbsent(queue, name -> new ConcurrentHashMap<>());
      kept.putAll(attributes);
    }
    return response;
  }

  private Map<QueueAttribute, String> checked(String queue, JsonNode attributes) {
    var checked = new EnumMap<QueueAttribute, String>(QueueAttribute.class);
    for (var entry : attributes.properties()) {
      var attribute = attribute(queue, entry.getKey());
      String value = entry.getValue().asText();
      if (!value.isEmpty() && !attribute.fits(value)) {
        throw invalid(attribute);
      }
      checked.put(attribute, value);
    }
    var after = new EnumMap<>(checked);
    byQueue.getOrDefault(queue, Map.of()).forEach(after::putIfAbsent);
    if ("perMessageGroupId".equals(after.get(QueueAttribute.FifoThroughputLimit))
        && !"messageGroup".equals(after.get(QueueAttribute.DeduplicationScope))) {
      throw invalid(QueueAttribute.FifoThroughputLimit);
    }
    policy(queue, checked.getOrDefault(QueueAttribute.Policy, ""));
    return checked;
  }

  private static QueueAttribute attribute(String queue, String name) {
    try {
      var attribute = QueueAttribute.valueOf(name);
      if (!attribute.onlyOfFifo() || isFifo(queue)) {
        return attribute;
      }
    } catch (IllegalArgumentException e) {
      throw unknown(name);
    }
    throw unknown(name);
  }

  private void policy(String queue, String document) {
    if (document.isEmpty()) {
      return;
    }
    try {
      policies.accept(queue, Policy.of(JSON.readTree(document)));
    } catch (IOException | IllegalArgumentException e) {
      throw invalid(QueueAttribute.Policy);
    }
  }

  private Response get(Request request, ObjectNode members, Backend next) throws IOException {
    var wanted = new ArrayList<String>();
    members.path("AttributeNames").forEach(name -> wanted.add(name.asText()));
    var passed = members.deepCopy();
    if (!wanted.contains("All")) {
      var names = passed.putArray("AttributeNames");
      wanted.stream().filter(name -> !isOurs(name)).forEach(names::add);
    }
    var response = next.answer(request.with(JSON.writeValueAsBytes(passed)));
    if (response.status() != 200) {
      return response;
    }
    try (response) {
      var answer = (ObjectNode) JSON.readTree(response.body());
      var attributes = answer.withObjectProperty("Attributes");
      kept(queue(members))
          .forEach(
              (attribute, value) -> {
                boolean asked = wanted.contains("All") || wanted.contains(attribute.name());
                if (asked && isOurs(attribute.name()) && !value.isEmpty()) {
                  attributes.put(attribute.name(), value);
                }
              });
      byte[] body = JSON.writeValueAsBytes(answer);
      return new Response(
          200, response.headers(), new ByteArrayInputStream(body), (long) body.length);
    }
  }

  private Response send(Request request, ObjectNode message, Backend next) throws IOException {
    refuseTooLong(queue(message), message);
    return next.answer(request.with(JSON.writeValueAsBytes(scoped(queue(message), message))));
  }

  private Response sendBatch(Request request, ObjectNode batch, Backend next) throws IOException {
    String queue = queue(batch);
    int bytes = 0;
    for (JsonNode entry : batch.path("Entries")) {
      refuseTooLong(queue, entry);
      bytes += size(entry);
      scoped(queue, (ObjectNode) entry);
    }
    if (bytes > MOST_BYTES) {
      throw new Refused(
          400,
          "AWS.SimpleQueueService.BatchRequestTooLong",
          "Batch requests cannot be longer than %d bytes. You have sent %d bytes."
              .formatted(MOST_BYTES, bytes));
    }
    return next.answer(request.with(JSON.writeValueAsBytes(batch)));
  }

  private void refuseTooLong(String queue, JsonNode message) {
    int most = Integer.parseInt(kept(queue).get(QueueAttribute.MaximumMessageSize));
    if (size(message) > most) {
      throw new Refused(
          400,
          "InvalidParameterValue",
          "One or more parameters are invalid. Reason: Message must be shorter than %d bytes."
              .formatted(most));
    }
  }

  /**
   * ElasticMQ deduplicates per queue: where SQS does per group, the group becomes part of the id.
   */
  private ObjectNode scoped(String queue, ObjectNode message) {
    JsonNode id = message.path("MessageDeduplicationId");
    if (id.isTextual()
        && "messageGroup".equals(kept(queue).get(QueueAttribute.DeduplicationScope))) {
      String both = message.path("MessageGroupId").asText() + '\n' + id.asText();
      message.put(
          "MessageDeduplicationId",
          Hashing.sha256().hashString(both, StandardCharsets.UTF_8).toString());
    }
    return message;
  }

  /** What counts: the text, and the names, types and values of attributes. */
  private static int size(JsonNode message) {
    int bytes = bytes(message.path("MessageBody").asText());
    for (var attribute : message.path("MessageAttributes").properties()) {
      var value = attribute.getValue();
      bytes +=
          bytes(attribute.getKey())
              + bytes(value.path("DataType").asText())
              + bytes(value.path("StringValue").asText())
              + value.path("BinaryValue").asText().length() * 3 / 4;
    }
    return bytes;
  }

  private Map<QueueAttribute, String> kept(String queue) {
    var all = new EnumMap<QueueAttribute, String>(QueueAttribute.class);
    all.putAll(DEFAULTS);
    if (isFifo(queue)) {
      all.putAll(FIFO_DEFAULTS);
    }
    all.putAll(byQueue.getOrDefault(queue, Map.of()));
    return all;
  }

  private static boolean isOurs(String name) {
    return List.of(QueueAttribute.values()).stream()
        .anyMatch(attribute -> !attribute.known() && attribute.name().equals(name));
  }

  private static boolean isFifo(String queue) {
    return queue.endsWith(".fifo");
  }

  private static String queue(JsonNode members) {
    String url = members.path("QueueUrl").asText();
    return url.substring(url.lastIndexOf('/') + 1);
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static Refused invalid(QueueAttribute attribute) {
    return new Refused(
        400, "InvalidAttributeValue", "Invalid value for the parameter " + attribute + ".");
  }

  private static Refused unknown(String name) {
    return new Refused(400, "InvalidAttributeName", "Unknown Attribute " + name + ".");
  }
}
