package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that go on to another server, here a small one that shows what arrives. */
@Timeout(60)
class ForwardTest {

  private static final int MEGABYTE = 1 << 20;
  private static final String SIGNED =
      "AWS4-HMAC-SHA256 Credential=test/20261124/us-east-1/s3/aws4_request,"
          + " SignedHeaders=host, Signature=0";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer backend;
  private Front front;

  @BeforeEach
  void open() throws IOException {
    backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.setExecutor(threads);
    backend.start();
    front = new Front(0);
    front.forward("s3", URI.create("http://127.0.0.1:" + backend.getAddress().getPort()));
  }

  @AfterEach
  void close() {
    front.close();
    backend.stop(0);
    threads.shutdownNow();
  }

  @Test
  void fiftyMegabytesGoThroughUnaltered() throws Exception {
    var received = new CompletableFuture<String>();
    backend(
        exchange -> {
          received.complete(digest(exchange.getRequestBody()));
          exchange.sendResponseHeaders(200, 50L * MEGABYTE);
          try (var out = exchange.getResponseBody()) {
            new Letters(50 * MEGABYTE).transferTo(out);
          }
        });

    var response =
        client.send(
            request("PUT", "/bucket/key", sized(50 * MEGABYTE)), BodyHandlers.ofInputStream());

    var expected = digest(new Letters(50 * MEGABYTE));
    assertThat(digest(response.body())).isEqualTo(expected);
    assertThat(received).isCompletedWithValue(expected);
  }

  @Test
  void theBackendReadsWhileTheCallerIsStillSending() throws Exception {
    var firstMegabyteArrived = new CountDownLatch(1);
    backend(
        exchange -> {
          exchange.getRequestBody().readNBytes(MEGABYTE);
          firstMegabyteArrived.countDown();
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, -1);
        });
    var body = new Letters(8 * MEGABYTE).pausing(4 * MEGABYTE, firstMegabyteArrived);

    var response =
        client.send(
            request("PUT", "/bucket/key", BodyPublishers.ofInputStream(() -> body)),
            BodyHandlers.discarding());

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void theCallerReadsWhileTheBackendIsStillSending() throws Exception {
    var firstMegabyteArrived = new CountDownLatch(1);
    backend(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (var out = exchange.getResponseBody()) {
            new Letters(8 * MEGABYTE).pausing(4 * MEGABYTE, firstMegabyteArrived).transferTo(out);
          }
        });

    var response =
        client.send(
            request("GET", "/bucket/key", BodyPublishers.noBody()), BodyHandlers.ofInputStream());
    long first = response.body().readNBytes(MEGABYTE).length;
    firstMegabyteArrived.countDown();

    assertThat(first + response.body().readAllBytes().length).isEqualTo(8 * MEGABYTE);
  }

  @Test
  void pathQueryAndSignedHeadersArriveAsTheyWereSent() throws Exception {
    var seen = new CompletableFuture<List<String>>();
    backend(
        exchange -> {
          seen.complete(
              List.of(
                  exchange.getRequestURI().toString(),
                  exchange.getRequestHeaders().getFirst("Host"),
                  exchange.getRequestHeaders().getFirst("Authorization"),
                  exchange.getRequestHeaders().getFirst("x-amz-meta-a"),
                  exchange.getRequestHeaders().getFirst("Content-Length")));
          exchange.sendResponseHeaders(200, -1);
        });
    var path = "/bucket/a%2Fb%20+%C3%BC//c/../d?list-type=2&prefix=a%2Bb&x";

    client.send(
        HttpRequest.newBuilder(request("PUT", path, sized(3)), (name, value) -> true)
            .header("x-amz-meta-a", "b")
            .build(),
        BodyHandlers.discarding());

    assertThat(seen.get()).isEqualTo(List.of(path, front.uri().getAuthority(), SIGNED, "b", "3"));
  }

  @Test
  void aHeadHasTheLengthOfTheBodyThatItLeavesOut() throws Exception {
    backend(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Length", "123456");
          exchange.getResponseHeaders().set("ETag", "\"e\"");
          exchange.sendResponseHeaders(200, -1);
        });

    var response =
        client.send(
            request("HEAD", "/bucket/key", BodyPublishers.noBody()), BodyHandlers.discarding());

    assertThat(response.headers().firstValue("Content-Length")).hasValue("123456");
    assertThat(response.headers().firstValue("ETag")).hasValue("\"e\"");
  }

  @Test
  void anUploadThatBreaksOffDoesntReachTheBackendWhole() throws Exception {
    var fate = new CompletableFuture<String>();
    backend(
        exchange -> {
          try {
            int length = exchange.getRequestBody().readAllBytes().length;
            fate.complete(length == 2 * MEGABYTE ? "whole" : "short");
          } catch (IOException e) {
            fate.complete("broken");
          }
        });

    try (var socket = new Socket(front.uri().getHost(), front.uri().getPort())) {
      var head =
          "PUT /bucket/key HTTP/1.1\r\nHost: h\r\nAuthorization: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(SIGNED, 2 * MEGABYTE);
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[MEGABYTE]);
    }

    assertThat(fate.get(20, TimeUnit.SECONDS)).isNotEqualTo("whole");
  }

  @Test
  void anAnswerThatBreaksOffDoesntReachTheCallerWhole() {
    backend(
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(new byte[MEGABYTE]);
          exchange.getResponseBody().flush();
          throw new IllegalStateException("the backend dies");
        });

    assertThatThrownBy(
            () ->
                client.send(
                    request("GET", "/bucket/key", BodyPublishers.noBody()),
                    BodyHandlers.ofByteArray()))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aBackendThatIsntThereIsAFailureOfTheService() throws Exception {
    backend.stop(0);

    var response =
        client.send(
            request("GET", "/bucket/key", BodyPublishers.noBody()), BodyHandlers.ofString());

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("<Code>InternalError</Code>", "no answer from behind");
  }

  @Test
  void aFilterMayAnswerOrChangeWhatIsForwarded() throws Exception {
    backend(exchange -> exchange.sendResponseHeaders(200, -1));
    front.forward(
        "s3",
        URI.create("http://127.0.0.1:" + backend.getAddress().getPort()),
        (request, next) ->
            request.parameter("notification").isPresent()
                ? Response.of(202, "text/plain", "of ours")
                : next.answer(request).with("x-amz-seen", request.path()));

    HttpResponse<String> ours =
        client.send(request("PUT", "/bucket?notification", sized(10)), BodyHandlers.ofString());
    HttpResponse<String> theirs =
        client.send(request("PUT", "/bucket/key", sized(10)), BodyHandlers.ofString());

    assertThat(ours.statusCode()).isEqualTo(202);
    assertThat(ours.body()).isEqualTo("of ours");
    assertThat(theirs.headers().firstValue("x-amz-seen")).hasValue("/bucket/key");
  }

  @Test
  void callsAreConcurrent() throws Exception {
    int callers = 60;
    var allThere = new CountDownLatch(callers);
    backend(
        exchange -> {
          allThere.countDown();
          await(allThere);
          exchange.sendResponseHeaders(200, -1);
        });

    var calls =
        IntStream.range(0, callers)
            .mapToObj(
                i ->
                    client.sendAsync(
                        request("GET", "/bucket/" + i, BodyPublishers.noBody()),
                        BodyHandlers.discarding()))
            .toList();

    assertThat(calls).allSatisfy(call -> assertThat(call.get().statusCode()).isEqualTo(200));
  }

  private HttpRequest request(String method, String path, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(front.uri() + path))
        .method(method, body)
        .header("Authorization", SIGNED)
        .build();
  }

  private static BodyPublisher sized(int bytes) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> new Letters(bytes)), bytes);
  }

  private void backend(HttpHandler handler) {
    backend.createContext(
        "/",
        (HttpExchange exchange) -> {
          handler.handle(exchange);
          exchange.close();
        });
  }

  private static String digest(InputStream in) throws IOException {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e);
    }
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IOException("waited in vain");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** So many bytes, no two thousand of which are alike; may wait for something in between. */
  private static final class Letters extends InputStream {
    private final int length;
    private int position;
    private int pauseAt = -1;
    private CountDownLatch until;

    Letters(int length) {
      this.length = length;
    }

    Letters pausing(int at, CountDownLatch latch) {
      pauseAt = at;
      until = latch;
      return this;
    }

    @Override
    public int read() throws IOException {
      if (position == pauseAt) {
        await(until);
      }
      return position == length ? -1 : (position++ * 31 >> 8) & 0xff;
    }
  }
}
