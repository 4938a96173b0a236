package org.segmentcourier.sandbox.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.segmentcourier.sandbox.front.Backend;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.front.Refused;
import org.segmentcourier.sandbox.front.Request;
import org.segmentcourier.sandbox.front.Response;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * Moves messages from redrive queues to where they came from, or elsewhere: {@code
 * StartMessageMoveTask}, {@code ListMessageMoveTasks}. ElasticMQ moves none of FIFO queues.
 */
final class MessageMoves implements ForwardFilter, AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String PREFIX = "AmazonSQS.";
  private static final int MOST_PER_SECOND = 500;
  private static final int MOST_LISTED = 10;

  private final Queues queues;

  /** By the ARN of the queue from which is moved; the newest first. */
  private final Map<String, Deque<MessageMove>> tasks = new ConcurrentHashMap<>();

  private final ExecutorService executor = Executors.newCachedThreadPool(MessageMoves::thread);

  MessageMoves(Queues queues) {
    this.queues = queues;
  }

  @Override
  public Response filter(Request request, Backend next) throws IOException {
    var target = request.header("X-Amz-Target").orElse("");
    return switch (target) {
      case PREFIX + "StartMessageMoveTask" -> answer(start(members(request)));
      case PREFIX + "ListMessageMoveTasks" -> answer(list(members(request)));
      default -> next.answer(request);
    };
  }

  private static JsonNode members(Request request) throws IOException {
    return JSON.readTree(request.body().readAllBytes());
  }

  private static Response answer(ObjectNode members) {
    return Response.of(200, "application/x-amz-json-1.0", members.toString());
  }

  private synchronized ObjectNode start(JsonNode members) {
    var source = members.path("SourceArn").asText();
    var destination = members.path("DestinationArn").asText();
    int perSecond = members.path("MaxNumberOfMessagesPerSecond").asInt(MOST_PER_SECOND);
    if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
      throw refused("InvalidParameterValue", "MaxNumberOfMessagesPerSecond must be 1 to 500.");
    }
    existing("SourceArn", source);
    if (!destination.isEmpty()) {
      existing("DestinationArn", destination);
    }
    if (!isRedriveQueue(source)) {
      throw refused(
          "InvalidParameterValue", "Source queue must be configured as a Dead Letter Queue.");
    }
    var earlier = tasks.computeIfAbsent(source, arn -> new ArrayDeque<>());
    if (!earlier.isEmpty() && earlier.peek().isRunning()) {
      throw refused(
          "UnsupportedOperation",
          "There is already a task running. Only one active task is allowed for a source queue arn"
              + " at a given time.");
    }
    var move = new MessageMove(queues, source, destination, perSecond);
    earlier.push(move);
    executor.execute(move);
    return JSON.createObjectNode().put("TaskHandle", move.handle());
  }

  private synchronized ObjectNode list(JsonNode members) {
    var source = members.path("SourceArn").asText();
    existing("SourceArn", source);
    int most = members.path("MaxResults").asInt(1);
    if (most < 1 || most > MOST_LISTED) {
      throw refused("InvalidParameterValue", "MaxResults must be 1 to 10.");
    }
    var answer = JSON.createObjectNode();
    var results = answer.putArray("Results");
    tasks.getOrDefault(source, new ArrayDeque<>()).stream()
        .limit(most)
        .forEach(move -> results.add(move.describe()));
    return answer;
  }

  private void existing(String parameter, String arn) {
    if (queues.names().stream().map(queues::arn).noneMatch(arn::equals)) {
      throw new Refused(
          404,
          "ResourceNotFoundException",
          "The resource that you specified for the %s parameter doesn't exist."
              .formatted(parameter));
    }
  }

  private boolean isRedriveQueue(String arn) {
    return queues.names().stream()
        .map(name -> queues.attribute(name, QueueAttributeName.REDRIVE_POLICY))
        .anyMatch(policy -> policy.contains('"' + arn + '"'));
  }

  private static Refused refused(String code, String message) {
    return new Refused(400, code, message);
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "sandbox-message-moves");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
