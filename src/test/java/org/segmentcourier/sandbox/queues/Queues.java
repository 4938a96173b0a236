package org.segmentcourier.sandbox.queues;

import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.segmentcourier.sandbox.Account;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.iam.Access;
import org.segmentcourier.sandbox.iam.Policy;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Amazon SQS: ElasticMQ, with what it lacks of policies. Queues are known by the front's address;
 * nobody but the sandbox sees ElasticMQ's own.
 */
public final class Queues implements AutoCloseable {

  /** No hook on the end of the JVM: the sandbox ends this itself. */
  private static final String SETTINGS =
      """
      pekko.coordinated-shutdown.run-by-jvm-shutdown-hook = off
      pekko.loglevel = WARNING
      pekko.stdout-loglevel = OFF
      """;

  private final Account account;
  private final URI front;
  private final ActorSystem actors;
  private final URI address;
  private final SqsClient sqs;
  private final Map<String, Policy> policies = new ConcurrentHashMap<>();
  private final QueueAttributes attributes =
      new QueueAttributes((name, policy) -> policy(arn(name), policy));
  private final QueueFaults faults = new QueueFaults();
  private final MessageMoves moves = new MessageMoves(this);

  /**
   * Starts SQS on a port of its own.
   *
   * @param front the address under which clients will find the queues
   */
  public Queues(Account account, URI front) {
    this.account = account;
    this.front = front;
    actors =
        ActorSystem.create(
            "sandbox-queues",
            ConfigFactory.parseString(SETTINGS).withFallback(ConfigFactory.load()));
    var server =
        SQSRestServerBuilder.withActorSystem(actors)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withServerAddress(new NodeAddress("http", front.getHost(), front.getPort(), ""))
            .withAWSRegion(account.region())
            .withAWSAccountId(account.id())
            .start();
    int port = server.waitUntilStarted().localAddress().getPort();
    address = URI.create("http://127.0.0.1:" + port);
    sqs = client();
  }

  /** A client of the front, where attributes are checked like anybody's. */
  SqsClient client() {
    return SqsClient.builder()
        .endpointOverride(front)
        .region(Region.of(account.region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("sandbox", "test")))
        .build();
  }

  /** Where it listens; clients go through the front. */
  public URI address() {
    return address;
  }

  /** Does what ElasticMQ can't: moves, attributes, and what of SQS is no order. */
  public ForwardFilter filter() {
    return (request, server) ->
        moves.filter(
            request, other -> attributes.filter(other, checked -> faults.filter(checked, server)));
  }

  /** What makes queues disorderly. */
  public QueueFaults faults() {
    return faults;
  }

  /**
   * Makes a queue.
   *
   * @param attributes as {@code CreateQueue} takes them
   * @return its URL
   */
  public String create(String name, Map<String, String> attributes) {
    return sqs.createQueue(
            CreateQueueRequest.builder().queueName(name).attributesWithStrings(attributes).build())
        .queueUrl();
  }

  public String arn(String name) {
    return account.arn("sqs", name);
  }

  public String url(String arn) {
    return front + "/" + account.id() + "/" + name(arn);
  }

  /** An attribute of a queue; empty if it has none. */
  String attribute(String name, QueueAttributeName attribute) {
    return sqs.getQueueAttributes(
            request -> request.queueUrl(url(arn(name))).attributeNames(attribute))
        .attributes()
        .getOrDefault(attribute, "");
  }

  /** The names of all queues. */
  public List<String> names() {
    return sqs.listQueuesPaginator().queueUrls().stream()
        .map(url -> url.substring(url.lastIndexOf('/') + 1))
        .toList();
  }

  /** Sets who may do what with a queue; without a policy, no service may do anything. */
  public void policy(String arn, Policy policy) {
    policies.put(arn, policy);
  }

  /** Whether a queue's policy lets a service do what it wants to. */
  public boolean admits(Access access) {
    return Optional.ofNullable(policies.get(access.resource()))
        .map(policy -> policy.allows(access))
        .orElse(false);
  }

  @Override
  public void close() {
    moves.close();
    sqs.close();
    actors.terminate();
    try {
      actors.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException("SQS of the sandbox does not stop", e);
    }
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
