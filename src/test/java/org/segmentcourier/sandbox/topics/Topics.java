package org.segmentcourier.sandbox.topics;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import org.segmentcourier.sandbox.queues.QueueSender;

/**
 * Amazon SNS: topics, with queues and e-mail addresses as subscribers. An e-mail subscription needs
 * no confirmation here, as if somebody had clicked the link at once.
 */
public final class Topics implements Service {

  /** The subject of an e-mail that was published without one. */
  private static final String NO_SUBJECT = "AWS Notification Message";

  private final Account account;
  private final QueueSender sender;
  private final Mailbox mailbox;
  private final Map<String, Topic> topics = new ConcurrentSkipListMap<>();

  /**
   * @param sender delivers to queues
   * @param mailbox the folder where e-mails arrive
   */
  public Topics(Account account, QueueSender sender, Path mailbox) {
    this.account = account;
    this.sender = sender;
    this.mailbox = new Mailbox(mailbox);
  }

  @Override
  public ObjectNode call(String operation, ObjectNode input) {
    return switch (operation) {
      case "CreateTopic" -> createTopic(input);
      case "ListTopics" ->
          listed("Topics", topics.keySet().stream().map(arn -> object().put("TopicArn", arn)));
      case "GetTopicAttributes" -> attributes(existing(input));
      case "Subscribe" -> subscribe(existing(input), input);
      case "Unsubscribe" -> unsubscribe(input.path("SubscriptionArn").asText());
      case "ListSubscriptions" -> listed("Subscriptions", subscriptions().map(this::describe));
      case "ListSubscriptionsByTopic" ->
          listed("Subscriptions", existing(input).subscriptions().stream().map(this::describe));
      case "Publish" -> publish(existing(input), Publication.of(input));
      default ->
          throw new AwsError("InternalErrorException", "the sandbox's SNS has no " + operation);
    };
  }

  private ObjectNode createTopic(ObjectNode input) {
    String name = input.path("Name").asText();
    if (!name.matches("[A-Za-z0-9_-]{1,256}")) {
      throw new AwsError("InvalidParameterException", "Invalid parameter: Topic Name");
    }
    String arn = account.arn("sns", name);
    topics.computeIfAbsent(arn, Topic::of);
    return object().put("TopicArn", arn);
  }

  private ObjectNode subscribe(Topic topic, ObjectNode input) {
    var protocol = Subscription.Protocol.of(input.path("Protocol").asText());
    String endpoint = input.path("Endpoint").asText();
    boolean queue = protocol == Subscription.Protocol.SQS;
    if (!endpoint.matches(queue ? "arn:[^:]+:sqs:.+" : "[^@\\s]+@[^@\\s]+")) {
      throw new AwsError(
          "InvalidParameterException",
          "Invalid parameter: " + (queue ? "SQS endpoint ARN" : "Email address"));
    }
    for (String name : (Iterable<String>) input.path("Attributes")::fieldNames) {
      if (!name.equals("RawMessageDelivery")) {
        throw new AwsError(
            "InvalidParameterException",
            "Invalid parameter: the sandbox knows no subscription attribute " + name);
      }
    }
    boolean raw = input.path("Attributes").path("RawMessageDelivery").asBoolean();
    Optional<Subscription> present =
        topic.subscriptions().stream()
            .filter(one -> one.protocol() == protocol && one.endpoint().equals(endpoint))
            .findAny();
    String arn = present.map(Subscription::arn).orElse(topic.arn() + ":" + UUID.randomUUID());
    if (present.isEmpty()) {
      topic.subscriptions().add(new Subscription(arn, topic.arn(), protocol, endpoint, raw));
    }
    return object().put("SubscriptionArn", arn);
  }

  private ObjectNode unsubscribe(String arn) {
    topics.values().forEach(topic -> topic.subscriptions().removeIf(one -> one.arn().equals(arn)));
    return object();
  }

  private ObjectNode publish(Topic topic, Publication publication) {
    topic.subscriptions().forEach(subscription -> deliver(publication, subscription));
    return object().put("MessageId", publication.id());
  }

  private void deliver(Publication publication, Subscription subscription) {
    String text = publication.text(subscription.protocol());
    switch (subscription.protocol()) {
      case SQS -> {
        String body = subscription.raw() ? text : publication.envelope(account, subscription);
        sender.send(publication.topicArn(), subscription.endpoint(), body, Optional.empty());
      }
      case EMAIL -> mail(publication, subscription, text + footer(subscription));
      case EMAIL_JSON ->
          mail(publication, subscription, publication.envelope(account, subscription));
    }
  }

  private void mail(Publication publication, Subscription subscription, String text) {
    mailbox.deliver(
        publication.id(),
        subscription.endpoint(),
        publication.subject().orElse(NO_SUBJECT),
        text,
        publication.time());
  }

  private String footer(Subscription subscription) {
    return """


        --
        If you wish to stop receiving notifications from this topic, please click or visit the \
        link below to unsubscribe:
        https://sns.%s.amazonaws.com/unsubscribe.html?SubscriptionArn=%s&Endpoint=%s
        """
        .formatted(account.region(), subscription.arn(), subscription.endpoint());
  }

  private Topic existing(ObjectNode input) {
    var topic = topics.get(input.path("TopicArn").asText());
    if (topic == null) {
      throw new AwsError("NotFoundException", "Topic does not exist");
    }
    return topic;
  }

  private Stream<Subscription> subscriptions() {
    return List.copyOf(topics.values()).stream().flatMap(topic -> topic.subscriptions().stream());
  }

  private ObjectNode attributes(Topic topic) {
    ObjectNode answer = object();
    answer
        .putObject("Attributes")
        .put("TopicArn", topic.arn())
        .put("Owner", account.id())
        .put("SubscriptionsConfirmed", String.valueOf(topic.subscriptions().size()))
        .put("SubscriptionsPending", "0");
    return answer;
  }

  private ObjectNode describe(Subscription subscription) {
    return object()
        .put("SubscriptionArn", subscription.arn())
        .put("Owner", account.id())
        .put("Protocol", subscription.protocol().word)
        .put("Endpoint", subscription.endpoint())
        .put("TopicArn", subscription.topicArn());
  }

  private static ObjectNode listed(String name, Stream<ObjectNode> elements) {
    ObjectNode answer = object();
    elements.forEach(answer.putArray(name)::add);
    return answer;
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
