package org.segmentcourier.endpoint.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.endpoint.Endpoint;
import org.segmentcourier.endpoint.Found;
import org.segmentcourier.segment.UserBatch;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pinpoint.PinpointClient;

/** What the SDK makes of hostile user ids on the wire. */
class PinpointPathsTest {

  private final Queue<String> paths = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(1);
  private HttpServer server;
  private PinpointClient pinpoint;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          paths.add(exchange.getRequestURI().getRawPath());
          var body =
              "{\"Item\":[{\"Id\":\"e\",\"ChannelType\":\"SMS\"}]}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    pinpoint =
        PinpointClient.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .build();
  }

  @AfterEach
  void stop() {
    pinpoint.close();
    threads.shutdownNow();
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "u1, u1",
    "a/b, a%2Fb",
    "../apps, ..%2Fapps",
    "%2F, %252F",
    "a b+c, a%20b%2Bc",
    "a?b#c, a%3Fb%23c",
    "Ж, %D0%96",
    "..., ...",
    "%2e%2e, %252e%252e",
    "a/../../b, a%2F..%2F..%2Fb",
    "'\ta;x=1&y\\z', %09a%3Bx%3D1%26y%5Cz",
    "' padded ', %20padded%20",
    "' ', %20",
    "=cmd(), %3Dcmd%28%29",
    "'\"a,b\"', %22a%2Cb%22",
    "😀, %F0%9F%98%80",
  })
  void anIdIsOneSegmentOfThePath(String user, String segment) {
    assertThat(endpointsOf(user)).hasSize(1);

    assertThat(paths).containsExactly("/v1/apps/application/users/" + segment);
  }

  @Test
  void lineBreaksAreEncodedToo() {
    endpointsOf("a\r\nb");

    assertThat(paths).containsExactly("/v1/apps/application/users/a%0D%0Ab");
  }

  @Test
  void anIdOfTenKilobytesIsAskedForWhole() {
    var user = "日".repeat(3_400);

    endpointsOf(user);

    assertThat(paths).containsExactly("/v1/apps/application/users/" + "%E6%97%A5".repeat(3_400));
  }

  private List<Endpoint> endpointsOf(String user) {
    var endpoints =
        new PinpointEndpoints(
            pinpoint,
            "application",
            new Pace(1000),
            Duration.ofHours(2),
            Duration.ofSeconds(30),
            threads);
    return Found.answers(endpoints.find(UserBatch.of(0, List.of(user), 0, true)))
        .get(0)
        .endpoints();
  }
}
