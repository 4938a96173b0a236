package org.segmentcourier.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * The HTTP client of SQS, which can end the receives that wait for a message. Camel lets a receive
 * end by itself before it stops, and that takes up to 20 seconds: most of what a container is
 * given. A receive that was ended, and each one after it, has found no message. Should SQS just
 * then have handed one out, it is shown again after its visibility timeout.
 */
final class LongPolls implements SdkHttpClient {

  private static final String RECEIVE = "AmazonSQS.ReceiveMessage";

  private final SdkHttpClient client;
  private final Set<ExecutableHttpRequest> waiting = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  LongPolls(SdkHttpClient client) {
    this.client = client;
  }

  /** From now on nobody waits for a message. */
  void end() {
    ended = true;
    waiting.forEach(ExecutableHttpRequest::abort);
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    var prepared = client.prepareRequest(request);
    boolean receives =
        request
            .httpRequest()
            .firstMatchingHeader("X-Amz-Target")
            .filter(RECEIVE::equals)
            .isPresent();
    return receives ? new Receive(prepared) : prepared;
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  private final class Receive implements ExecutableHttpRequest {

    private final ExecutableHttpRequest request;

    Receive(ExecutableHttpRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      waiting.add(request);
      try {
        return ended ? noMessage() : request.call();
      } catch (IOException | RuntimeException e) {
        if (ended) {
          return noMessage();
        }
        throw e;
      } finally {
        waiting.remove(request);
      }
    }

    @Override
    public void abort() {
      request.abort();
    }

    private HttpExecuteResponse noMessage() {
      var body = new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));
      return HttpExecuteResponse.builder()
          .response(
              SdkHttpResponse.builder()
                  .statusCode(200)
                  .putHeader("Content-Type", "application/x-amz-json-1.0")
                  .build())
          .responseBody(AbortableInputStream.create(body))
          .build();
    }
  }
}
