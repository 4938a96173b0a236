package org.segmentcourier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.camel.main.Main;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.FakeSettings;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The application as it is started, with empty queues that it waits at for up to 20 seconds. */
class StartAndStopTest {

  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  private SQSRestServer queues;
  private String address;
  private int management;

  @BeforeEach
  void start() throws Exception {
    try (var free = new ServerSocket(0)) {
      management = free.getLocalPort();
    }
    queues = SQSRestServerBuilder.withInterface("127.0.0.1").withPort(0).start();
    address = "http://127.0.0.1:" + queues.waitUntilStarted().localAddress().getPort();
    AWS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", address);
  }

  @AfterEach
  void stop() {
    AWS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
    System.clearProperty("aws.endpointUrlS3");
    queues.stopAndWait();
  }

  @Test
  void itIsReadyAtOnceAndStopsWithoutWaitingForMessages() throws Exception {
    var main = application();
    var began = Instant.now();
    main.start();
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(() -> assertThat(health()).startsWith("200"));
    var ready = Duration.between(began, Instant.now());

    began = Instant.now();
    main.stop();
    var stopped = Duration.between(began, Instant.now());

    LoggerFactory.getLogger(getClass()).info("ready={} stopped={}", ready, stopped);
    assertThat(stopped).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void itDoesNotWaitForAnS3ThatSaysNothing() throws Exception {
    try (var silent = new ServerSocket(0)) {
      silent.setSoTimeout((int) Duration.ofMinutes(1).toMillis());
      System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:" + silent.getLocalPort());
      var main = application();
      main.start();
      assertThat(answer("metrics")).startsWith("200"); // the directory's age is among them
      var asked = silent.accept();

      var began = Instant.now();
      main.stop();
      var stopped = Duration.between(began, Instant.now());

      asked.close();
      assertThat(stopped).isLessThan(Duration.ofSeconds(6));
    }
  }

  private Main application() {
    var main = SegmentCourier.create();
    var routes = "classpath:routes/%s.camel.yaml";
    FakeSettings.values().forEach(main::addOverrideProperty);
    for (var queue : new String[] {"uploads", "state.changes", "imports"}) {
      main.addOverrideProperty(queue + ".queue.url", create(queue.replace('.', '-')));
    }
    main.addOverrideProperty(
        "camel.main.routesIncludePattern",
        String.join(
            ",",
            routes.formatted("uploads"),
            routes.formatted("state-changes"),
            routes.formatted("imports"),
            routes.formatted("notifications"),
            routes.formatted("errors")));
    main.addOverrideProperty("camel.management.port", String.valueOf(management));
    return main;
  }

  private String create(String name) {
    boolean fifo = name.equals("imports");
    try (var sqs =
        SqsClient.builder()
            .endpointOverride(URI.create(address))
            .region(Region.US_EAST_1)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .build()) {
      return sqs.createQueue(
              queue ->
                  queue
                      .queueName(fifo ? name + ".fifo" : name)
                      .attributes(fifo ? Map.of(QueueAttributeName.FIFO_QUEUE, "true") : Map.of()))
          .queueUrl();
    }
  }

  private String health() throws Exception {
    return answer("health/ready");
  }

  private String answer(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + "/observe/" + path));
    var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }
}
