package org.segmentcourier.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.segmentcourier.sandbox.iam.Policy;

/** Queues and topics. */
final class MessagingTypes {

  private static final String[] QUEUE_ATTRIBUTES = {
    "ContentBasedDeduplication",
    "DeduplicationScope",
    "DelaySeconds",
    "FifoQueue",
    "FifoThroughputLimit",
    "KmsMasterKeyId",
    "MaximumMessageSize",
    "MessageRetentionPeriod",
    "ReceiveMessageWaitTimeSeconds",
    "RedriveAllowPolicy",
    "RedrivePolicy",
    "SqsManagedSseEnabled",
    "VisibilityTimeout"
  };

  private final Cloud cloud;

  MessagingTypes(Cloud cloud) {
    this.cloud = cloud;
  }

  Made queue(String name, Properties properties) {
    var attributes = new LinkedHashMap<String, String>();
    for (String attribute : QUEUE_ATTRIBUTES) {
      JsonNode value = properties.json(attribute);
      if (!value.isMissingNode()) {
        attributes.put(attribute, value.isValueNode() ? value.asText() : value.toString());
      }
    }
    properties.skip("Tags");
    String fifo = Boolean.parseBoolean(attributes.get("FifoQueue")) ? ".fifo" : "";
    String queue = properties.text("QueueName").orElse(name + fifo);
    String url = cloud.queues().create(queue, attributes);
    return new Made(
        url, Map.of("Arn", cloud.queues().arn(queue), "QueueName", queue, "QueueUrl", url));
  }

  Made queuePolicy(String name, Properties properties) {
    var policy = Policy.of(properties.required("PolicyDocument"));
    for (JsonNode url : properties.list("Queues")) {
      String queue = url.asText().substring(url.asText().lastIndexOf('/') + 1);
      cloud.queues().policy(cloud.queues().arn(queue), policy);
    }
    return new Made(name, Map.of());
  }

  Made topic(String name, Properties properties) {
    String topic = properties.text("TopicName").orElse(name);
    properties.skip("DisplayName", "KmsMasterKeyId", "Tags", "TracingConfig");
    String arn = call("CreateTopic", input().put("Name", topic)).path("TopicArn").asText();
    return new Made(arn, Map.of("TopicArn", arn, "TopicName", topic));
  }

  Made subscription(String name, Properties properties) {
    ObjectNode input =
        input()
            .put("TopicArn", properties.requiredText("TopicArn"))
            .put("Protocol", properties.requiredText("Protocol"))
            .put("Endpoint", properties.requiredText("Endpoint"));
    ObjectNode attributes = input.putObject("Attributes");
    properties
        .text("RawMessageDelivery")
        .ifPresent(raw -> attributes.put("RawMessageDelivery", raw));
    String arn = call("Subscribe", input).path("SubscriptionArn").asText();
    return new Made(arn, Map.of("Arn", arn));
  }

  private ObjectNode call(String operation, ObjectNode input) {
    return cloud.topics().call(operation, input);
  }

  private static ObjectNode input() {
    return JsonNodeFactory.instance.objectNode();
  }
}
