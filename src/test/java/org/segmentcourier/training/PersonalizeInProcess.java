package org.segmentcourier.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.personalize.PersonalizeClient;

/**
 * The way from AWS's own client to the sandbox's Personalize without a network: what the client
 * would send is handed over, and so is the answer.
 */
final class PersonalizeInProcess implements SdkHttpClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names that were asked to be created, as {@code <operation> <name>}. */
  final List<String> created = new ArrayList<>();

  /** Refusals, as {@code <operation> <error>}. */
  final List<String> refused = new ArrayList<>();

  private Service personalize;

  /** From now on, calls go to another Personalize: a client is dear to make. */
  void connect(Service to) {
    personalize = to;
    created.clear();
    refused.clear();
  }

  /** A client that repeats nothing by itself. */
  PersonalizeClient client() {
    return PersonalizeClient.builder()
        .httpClient(this)
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .overrideConfiguration(
            o -> o.retryStrategy(r -> r.maxAttempts(1)).apiCallTimeout(Duration.ofMinutes(1)))
        .build();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
        try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
          return answer(
              target.substring(target.indexOf('.') + 1), (ObjectNode) JSON.readTree(body));
        }
      }

      @Override
      public void abort() {}
    };
  }

  private HttpExecuteResponse answer(String operation, ObjectNode input) {
    try {
      var answer = personalize.call(operation, input);
      if (operation.startsWith("Create")) {
        created.add(operation + " " + input.path("name").asText(input.path("jobName").asText()));
      }
      return response(200, answer);
    } catch (AwsError e) {
      if (!e.shape().equals("ResourceNotFoundException")) {
        refused.add(operation + " " + e.shape());
      }
      return response(
          400, JSON.createObjectNode().put("__type", e.shape()).put("message", e.getMessage()));
    }
  }

  private static HttpExecuteResponse response(int status, ObjectNode body) {
    try {
      return HttpExecuteResponse.builder()
          .response(SdkHttpResponse.builder().statusCode(status).build())
          .responseBody(
              AbortableInputStream.create(new ByteArrayInputStream(JSON.writeValueAsBytes(body))))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {}
}
