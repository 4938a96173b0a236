package org.segmentcourier.sandbox.queues;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.segmentcourier.sandbox.front.Backend;
import org.segmentcourier.sandbox.front.ForwardFilter;
import org.segmentcourier.sandbox.front.Request;
import org.segmentcourier.sandbox.front.Response;

/**
 * Makes a standard queue do what SQS says that it may: deliver a message more than once, and in any
 * order. Off unless it is ordered.
 */
public final class QueueFaults implements ForwardFilter {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int MOST_COPIES = 10;
  private static final int MOST_SPREAD = 900;

  /**
   * @param copies how often each message is there
   * @param spread each copy becomes visible after a random number of seconds below this
   */
  private record Disorder(int copies, int spread, Random random) {}

  private final Map<String, Disorder> byQueue = new ConcurrentHashMap<>();

  /**
   * Orders it for messages that are sent to a queue from now on.
   *
   * @param order {@code copies} (1 to 10, default 1), {@code spread} (0 to 900 seconds, default 0),
   *     {@code seed}; empty ends it
   * @throws IllegalArgumentException if it can't be: a FIFO queue does no such thing
   */
  public void order(String queue, ObjectNode order) {
    int copies = order.path("copies").asInt(1);
    int spread = order.path("spread").asInt(0);
    if (queue.endsWith(".fifo")) {
      throw new IllegalArgumentException("a FIFO queue neither doubles nor shuffles: " + queue);
    }
    if (copies < 1 || copies > MOST_COPIES || spread < 0 || spread > MOST_SPREAD) {
      throw new IllegalArgumentException(
          "copies must be 1 to %d, spread 0 to %d: %s".formatted(MOST_COPIES, MOST_SPREAD, order));
    }
    byQueue.put(queue, new Disorder(copies, spread, new Random(order.path("seed").asLong())));
  }

  @Override
  public Response filter(Request request, Backend next) throws IOException {
    if (byQueue.isEmpty() || !"AmazonSQS.SendMessage".equals(target(request))) {
      return next.answer(request);
    }
    byte[] body = request.body().readAllBytes();
    JsonNode message = JSON.readTree(body);
    String url = message.path("QueueUrl").asText();
    Disorder disorder = byQueue.get(url.substring(url.lastIndexOf('/') + 1));
    if (disorder == null || !(message instanceof ObjectNode sent)) {
      return next.answer(request.with(body));
    }
    for (int copy = 1; copy < disorder.copies(); copy++) {
      next.answer(request.with(delayed(sent, disorder))).close();
    }
    return next.answer(request.with(delayed(sent, disorder)));
  }

  private static byte[] delayed(ObjectNode message, Disorder disorder) throws IOException {
    if (disorder.spread() == 0) {
      return JSON.writeValueAsBytes(message);
    }
    ObjectNode delayed = message.deepCopy();
    delayed.put("DelaySeconds", disorder.random().nextInt(disorder.spread()));
    return JSON.writeValueAsBytes(delayed);
  }

  private static String target(Request request) {
    return request.header("X-Amz-Target").orElse("");
  }
}
