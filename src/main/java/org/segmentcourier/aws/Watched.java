package org.segmentcourier.aws;

import java.io.IOException;
import java.time.Instant;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client that notes of each attempt whether it was answered, and when. */
final class Watched implements SdkHttpClient {

  private static final int SERVER_ERROR = 500;

  private final SdkHttpClient client;
  private final Answers answers;
  private final AwsClock clock;

  Watched(SdkHttpClient client, Answers answers, AwsClock clock) {
    this.client = client;
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new Attempt(client.prepareRequest(request));
  }

  @Override
  public void close() {
    client.close();
  }

  @Override
  public String clientName() {
    return client.clientName();
  }

  private final class Attempt implements ExecutableHttpRequest {

    private final ExecutableHttpRequest request;

    Attempt(ExecutableHttpRequest request) {
      this.request = request;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      var began = answers.now();
      try {
        var response = request.call();
        response.httpResponse().firstMatchingHeader("Date").ifPresent(clock::hear);
        note(response.httpResponse().statusCode(), began);
        return response;
      } catch (IOException | RuntimeException e) {
        answers.missing(began, e.toString());
        throw e;
      }
    }

    private void note(int status, Instant began) {
      if (status < SERVER_ERROR) {
        answers.came();
      } else {
        answers.missing(began, "HTTP status " + status);
      }
    }

    @Override
    public void abort() {
      request.abort();
    }
  }
}
