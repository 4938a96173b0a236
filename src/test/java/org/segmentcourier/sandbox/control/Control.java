package org.segmentcourier.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.front.Call;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Front;
import org.segmentcourier.sandbox.front.Loopback;

/**
 * The sandbox's own port, of which the application knows nothing: what tests, demo and benchmark
 * ask and order there, as JSON. There is from the start:
 *
 * <pre>
 * PUT    /services/{scope}   changes a service of ours
 * POST   /faults             adds a {@link Fault}      -> {"id": "fault-1"}
 * GET    /faults             those that aren't spent   -> {"fault-1": {…}}
 * DELETE /faults             takes them away; the calls that they hold get no answer
 * GET    /held               the calls that are held    -> [{"fault": "fault-1", …}]
 * POST   /held/release       ?fault=…                  lets them take effect, and holds no more
 * GET    /calls              ?since=number, action=…, caller=…  -> [{"number": 1, …}]
 * GET    /counts             ?caller=…                 -> {"s3:PutObject": 3}
 * GET    /bugs               what the sandbox itself did wrong -> ["…"]
 * DELETE /calls              forgets calls, counts and bugs
 * </pre>
 *
 * An order that can't be carried out is answered with 400 and {@code {"error": …}}.
 */
public final class Control implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool(Control::thread);
  private final List<Order> orders = new CopyOnWriteArrayList<>();

  /**
   * Opens the port.
   *
   * @param port 0 for any that is free
   * @param front what is to be controlled
   */
  public Control(int port, Front front) throws IOException {
    server = Loopback.open(port);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    offer(front);
    server.start();
  }

  /** Where it is, such as {@code http://127.0.0.1:4567}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Adds an order that others can carry out here.
   *
   * @param method such as {@code POST}
   * @param path such as {@code /plant/segment-job}; a segment in braces stands for any one, and
   *     comes as a parameter; where two paths fit, that with fewer braces is meant
   */
  public void on(String method, String path, Action action) {
    orders.add(new Order(method, path, action));
  }

  private void offer(Front front) {
    on(
        "PUT",
        "/services/{scope}",
        asked -> {
          front.tune(asked.parameters().get("scope"), asked.body());
          return Map.of();
        });
    on(
        "POST",
        "/faults",
        asked -> Map.of("id", front.faults().add(JSON.treeToValue(asked.body(), Fault.class))));
    on("GET", "/faults", asked -> front.faults().list());
    on("GET", "/held", asked -> front.faults().held());
    on(
        "POST",
        "/held/release",
        asked -> {
          asked
              .parameter("fault")
              .ifPresentOrElse(front.faults()::release, front.faults()::release);
          return Map.of();
        });
    on(
        "DELETE",
        "/faults",
        asked -> {
          front.faults().clear();
          return Map.of();
        });
    on("GET", "/calls", asked -> calls(front, asked));
    on(
        "GET",
        "/counts",
        asked ->
            asked.parameter("caller").map(front.calls()::counts).orElseGet(front.calls()::counts));
    on("GET", "/bugs", asked -> front.calls().bugs());
    on(
        "DELETE",
        "/calls",
        asked -> {
          front.calls().clear();
          return Map.of();
        });
  }

  private static List<Call> calls(Front front, Asked asked) {
    long since = asked.parameter("since").map(Long::parseLong).orElse(0L);
    return front.calls().since(since).stream()
        .filter(call -> asked.parameter("action").map(call.action()::equals).orElse(true))
        .filter(call -> asked.parameter("caller").map(call.caller()::equals).orElse(true))
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      var order =
          orders.stream()
              .filter(o -> o.fits(exchange.getRequestMethod(), exchange.getRequestURI()))
              .min(Order.MOST_LITERAL);
      if (order.isEmpty()) {
        var known = orders.stream().map(Order::toString).sorted().toList();
        send(exchange, 404, Map.of("error", "no such order; there are " + known));
        return;
      }
      carryOut(order.get(), exchange);
    }
  }

  private static void carryOut(Order order, HttpExchange exchange) throws IOException {
    try {
      var body = body(exchange);
      var asked = new Asked(order.parameters(exchange.getRequestURI()), body);
      send(exchange, 200, order.action().carryOut(asked));
    } catch (IllegalArgumentException | AwsError | IOException e) {
      send(exchange, 400, Map.of("error", String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      send(exchange, 500, Map.of("error", e.toString()));
    }
  }

  private static ObjectNode body(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    JsonNode json = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
    if (json instanceof ObjectNode object) {
      return object;
    }
    throw new IllegalArgumentException(
        "an order is a JSON object, not " + new String(bytes, StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, Object answer) throws IOException {
    byte[] bytes = JSON.writeValueAsBytes(answer);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "control");
    thread.setDaemon(true);
    return thread;
  }
}
