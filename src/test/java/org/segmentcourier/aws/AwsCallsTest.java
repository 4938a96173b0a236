package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.personalize.PersonalizeClient;

class AwsCallsTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** The first attempt is refused, the second answered. */
  @ParameterizedTest
  @CsvSource({
    "400, ThrottlingException, 1",
    "429, TooManyRequestsException, 1",
    "500, InternalFailure, 0"
  })
  void eachAttemptIsACallAndWhatIsThrottledIsCountedToo(int status, String code, int throttled) {
    var attempts = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          boolean first = attempts.getAndIncrement() == 0;
          var body = (first ? "{\"__type\":\"" + code + "\"}" : "{\"recipes\":[]}");
          try (exchange) {
            exchange.sendResponseHeaders(first ? status : 200, body.length());
            exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
          }
        });

    try (var personalize = client()) {
      personalize.listRecipes(list -> {});
    }

    assertThat(count("segment.courier.aws.calls")).isEqualTo(2);
    assertThat(count("segment.courier.aws.throttles")).isEqualTo(throttled);
  }

  private double count(String name) {
    return meters.find(name).tag("service", "Personalize").counters().stream()
        .mapToDouble(counter -> counter.count())
        .sum();
  }

  private PersonalizeClient client() {
    return PersonalizeClient.builder()
        .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClient(Connections.of(Duration.ofSeconds(10), 1))
        .overrideConfiguration(
            limits ->
                limits.retryStrategy(Retries.growing()).addMetricPublisher(new AwsCalls(meters)))
        .build();
  }
}
