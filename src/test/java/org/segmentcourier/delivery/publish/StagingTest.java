package org.segmentcourier.delivery.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.delivery.records.Commit;
import org.segmentcourier.delivery.records.PreparedFile;
import org.segmentcourier.delivery.records.TestCommit;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A staged file comes down whole, in time, or not at all. */
class StagingTest {

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final byte[] FILE = "Id\ne1\n".getBytes(StandardCharsets.UTF_8);

  private static final Commit COMMIT = TestCommit.of("d");

  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private S3Client s3;
  private Staging staging;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    s3 =
        S3Client.builder()
            .endpointOverride(URI.create("http://127.0.0.1:" + server.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .forcePathStyle(true)
            .credentialsProvider(AnonymousCredentialsProvider.create())
            .overrideConfiguration(limits -> limits.apiCallTimeout(LIMIT))
            .build();
    var values = FakeSettings.values();
    staging = new Staging(s3, Settings.of(key -> Optional.ofNullable(values.get(key))));
  }

  @AfterEach
  void stop() {
    over.countDown();
    s3.close();
    server.stop(0);
  }

  /** Each byte comes soon enough, the last one never. */
  @Test
  @Timeout(value = 20, unit = TimeUnit.SECONDS)
  void aDownloadThatDoesNotEndIsGivenUp(@TempDir Path folder) {
    server.createContext("/", this::drip);

    assertThatThrownBy(() -> staging.fetch(COMMIT, file(), folder))
        .matches(PassingFailures::passes, "passes by waiting");
  }

  @Test
  void aFileComesDownWhole(@TempDir Path folder) throws IOException {
    server.createContext("/", StagingTest::answer);

    assertThat(staging.fetch(COMMIT, file(), folder).file()).hasBinaryContent(FILE);
  }

  @Test
  void aFileThatIsGoneIsNamedWithWhatToDo(@TempDir Path folder) {
    server.createContext("/", StagingTest::refuse);

    assertThatThrownBy(() -> staging.fetch(COMMIT, file(), folder))
        .isInstanceOf(NotYet.class)
        .hasMessageContaining("/staged/a.csv is not there")
        .hasMessageContaining("/deliveries/" + COMMIT.delivery() + "/, too");
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    var error = "<Error><Code>NoSuchKey</Code></Error>".getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(404, error.length);
      exchange.getResponseBody().write(error);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, FILE.length);
      exchange.getResponseBody().write(FILE);
    }
  }

  private void drip(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, 1 << 30);
      do {
        exchange.getResponseBody().write('x');
        exchange.getResponseBody().flush();
      } while (!over.await(50, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PreparedFile file() {
    var sha256 = Fingerprint.of("Id\ne1\n");
    return new PreparedFile(
        "a.csv", "b.csv", "all", "pinpoint", "q", sha256, 6, 1, 1, "", "staged/a.csv");
  }
}
