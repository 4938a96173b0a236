package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.SegmentCourier;
import org.segmentcourier.fake.FakeSettings;

/** Health of an application whose SQS takes connections and says nothing. */
class SilentQueuesTest {

  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  @AfterEach
  void forget() {
    AWS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
    System.clearProperty("aws.endpointUrlSqs");
  }

  @Test
  void nobodyWaitsForTheCountOfWhatWasSetAside() throws Exception {
    var others = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    others.createContext("/", exchange -> exchange.sendResponseHeaders(404, -1));
    others.start();
    try (var silent = new ServerSocket(0);
        var free = new ServerSocket(0)) {
      silent.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
      AWS.forEach(System::setProperty);
      System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + others.getAddress().getPort());
      System.setProperty("aws.endpointUrlSqs", "http://127.0.0.1:" + silent.getLocalPort());
      int port = free.getLocalPort();
      free.close();
      var main = SegmentCourier.create();
      var values = new HashMap<>(FakeSettings.values());
      values.put("camel.main.routesIncludePattern", "false");
      values.put("camel.management.port", String.valueOf(port));
      values.forEach(main::addOverrideProperty);
      main.start();
      var health = URI.create("http://127.0.0.1:" + port + "/observe/health/ready");

      var answer =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(10)).build(),
                  BodyHandlers.ofString());
      var asked = silent.accept();
      var began = Instant.now();
      main.stop();
      var stopped = Duration.between(began, Instant.now());

      asked.close();
      assertThat(answer.body()).contains("redrive-queues");
      assertThat(stopped).isLessThan(Duration.ofSeconds(6));
    } finally {
      others.stop(0);
    }
  }
}
