package org.segmentcourier.sandbox.front;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.segmentcourier.sandbox.Service;

/**
 * All of AWS on one HTTP port of this machine, for SDKs and CLI as they are. A request goes to the
 * service that its signature is for; signatures themselves are not checked here. What the sandbox
 * serves itself is decoded, checked and encoded by AWS's service models; the rest is forwarded,
 * byte for byte, as a stream. Every call is recorded, and may be struck by a fault.
 */
public final class Front implements AutoCloseable {

  /** Long polls hold a thread each, so there are many. */
  private static final int THREADS = 200;

  private static final int CALLS_KEPT = 20_000;

  static {
    HttpSettings.apply();
  }

  private final HttpServer server;
  private final ExecutorService threads;
  private final Map<String, Backstage> services = new ConcurrentHashMap<>();
  private final Calls calls = new Calls(CALLS_KEPT);
  private final Faults faults = new Faults();
  private volatile Guard guard = Guard.NONE;

  /**
   * Opens the port; a request for a service that isn't there yet is refused.
   *
   * @param port 0 for any that is free
   */
  public Front(int port) throws IOException {
    server = Loopback.open(port);
    var pool =
        new ThreadPoolExecutor(
            THREADS, THREADS, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Front::thread);
    pool.allowCoreThreadTimeOut(true);
    threads = pool;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Where clients find this, such as {@code http://127.0.0.1:4566}. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Serves a service of ours.
   *
   * @param scope as signatures name it: {@code personalize}, {@code mobiletargeting}, {@code sns},
   *     {@code events}, {@code sts}
   */
  public void serve(String scope, Service service) {
    services.put(scope, new Served(Api.of(scope), service, calls));
  }

  /**
   * Forwards a service to a server that speaks its protocol.
   *
   * @param scope {@code s3} or {@code sqs}
   * @param backend such as {@code http://127.0.0.1:8080}; its path is not looked at
   */
  public void forward(String scope, URI backend) {
    forward(scope, backend, ForwardFilter.NONE);
  }

  /** Forwards what a filter lets through. */
  public void forward(String scope, URI backend, ForwardFilter filter) {
    services.put(scope, new Forwarded(Api.of(scope), backend, filter));
  }

  /**
   * Changes a service of ours, see {@link Service#tune}.
   *
   * @throws IllegalArgumentException there is none of this name, or it doesn't know the change
   */
  public void tune(String scope, ObjectNode changes) {
    if (services.get(scope) instanceof Served served) {
      served.tune(changes);
      return;
    }
    throw new IllegalArgumentException("no service '%s' of the sandbox's own".formatted(scope));
  }

  /** Lets calls through that this one allows, from now on. */
  public void guard(Guard newGuard) {
    guard = newGuard;
  }

  /** The calls that came in. */
  public Calls calls() {
    return calls;
  }

  /** The faults that strike them. */
  public Faults faults() {
    return faults;
  }

  /**
   * An exchange that isn't closed here, because of an exception, is cut off by the JDK's server.
   * Closing it would end a half-sent answer as if it were whole.
   */
  private void handle(HttpExchange exchange) throws IOException {
    var request = Request.of(exchange);
    try (var response = new Visit(request, guard, faults, calls).answer(services)) {
      // A caller that is still sending would see a broken pipe instead of an early answer.
      request.body().transferTo(OutputStream.nullOutputStream());
      response.send(exchange);
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private static Thread thread(Runnable work) {
    var thread = new Thread(work, "front");
    thread.setDaemon(true);
    return thread;
  }
}
