package org.segmentcourier.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.camel.CamelExecutionException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.endpoint.Endpoint;

/** The worked examples of branches, each with a server that gets its files. */
class ExamplesTest extends DeliveryTest {

  private static final Path EXAMPLES = Path.of("config/routes/examples");

  @TempDir Path place;

  @Test
  void aWebServiceGetsEachFileUnderAKeyThatTellsRepetitions() throws Exception {
    var got = new ConcurrentHashMap<String, String>();
    var status = new int[] {503};
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/segments",
        exchange -> {
          var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
          var headers = exchange.getRequestHeaders();
          got.put(
              headers.getFirst("Idempotency-Key"),
              exchange.getRequestMethod() + " " + headers.getFirst("Content-Type") + "\n" + body);
          exchange.sendResponseHeaders(status[0], -1);
          exchange.close();
        });
    server.start();
    application.users.add("u1", at("e1", "EMAIL", "ann@example.com"), at("s1", "SMS", "+491"));
    add(
        "webhook",
        Map.of(
            "webhook.url",
            "http://127.0.0.1:%d/segments".formatted(server.getAddress().getPort())));
    try {
      assertThatThrownBy(() -> deliver("webhook", "u1"))
          .isInstanceOf(CamelExecutionException.class);
      status[0] = 204;
      deliver("webhook", "u1");
    } finally {
      application.removeBranch("webhook");
      server.stop(0);
    }

    assertThat(got)
        .containsExactly(
            Map.entry(
                ACTION.replace(".csv", "_webhook.csv"),
                "POST text/csv; charset=utf-8\nId,User.UserId,Address\ne1,u1,ann@example.com\n"));
  }

  @Test
  void anSftpServerGetsEachFileUnderItsName() throws Exception {
    var server = SshServer.setUpDefaultServer();
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider(place.resolve("key")));
    server.setPasswordAuthenticator((user, password, session) -> password.equals("se+cret&"));
    server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
    var files = Files.createDirectories(place.resolve("files"));
    server.setFileSystemFactory(new VirtualFileSystemFactory(files));
    server.start();
    var key = server.getKeyPairProvider().loadKeys(null).iterator().next().getPublic();
    var known = "[127.0.0.1]:%d %s%n".formatted(server.getPort(), PublicKeyEntry.toString(key));
    application.users.add("u1", at("e1", "EMAIL", "ann@example.com"), at("s1", "SMS", "+491"));
    add(
        "sftp",
        Map.of(
            "sftp.host", "127.0.0.1",
            "sftp.port", String.valueOf(server.getPort()),
            "sftp.folder", "in",
            "sftp.user", "courier",
            "sftp.password", "se+cret&",
            "sftp.known.hosts", Files.writeString(place.resolve("known"), known).toString()));
    try {
      deliver("sftp", "u1");
      deliver("sftp-again", "u1");
    } finally {
      application.removeBranch("sftp");
      server.stop();
    }

    try (var put = Files.list(files.resolve("in"))) {
      assertThat(put)
          .singleElement()
          .satisfies(
              file -> {
                assertThat(file).hasFileName(ACTION.replace(".csv", "_sftp.csv"));
                assertThat(file).hasContent("Id,User.UserId,Address\ns1,u1,+491\n");
              });
    }
  }

  @Test
  void aKafkaTopicGetsAllEndpointsAThousandAtATime() throws Exception {
    application.users.others(user -> List.of(at("e-" + user, "EMAIL", user + "@example.com")));
    var messages = new ArrayList<String>();
    var keys = new ArrayList<String>();
    try (var broker = new KafkaBroker(place.resolve("broker"))) {
      add("kafka", Map.of("kafka.brokers", broker.address(), "kafka.topic", "endpoints"));
      try {
        deliver("kafka", IntStream.range(0, 1_500).mapToObj(i -> "u" + i).toArray(String[]::new));
      } finally {
        application.removeBranch("kafka");
      }
      read(broker, keys, messages);
    }

    assertThat(keys).hasSize(2).containsOnly(ACTION.replace(".csv", "_kafka.csv"));
    var first = new ObjectMapper().readTree(messages.get(0));
    assertThat(first).hasSize(1_000);
    assertThat(first.get(7).toString())
        .isEqualTo(
            "{\"Id\":\"e-u7\",\"User.UserId\":\"u7\",\"ChannelType\":\"EMAIL\",\"Address\":\"u7@example.com\"}");
    assertThat(new ObjectMapper().readTree(messages.get(1))).hasSize(500);
  }

  private static void read(KafkaBroker broker, List<String> keys, List<String> messages) {
    try (var consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                broker.address(),
                "group.id",
                "test",
                "auto.offset.reset",
                "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(List.of("endpoints"));
      long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (messages.size() < 2 && System.nanoTime() < end) {
        for (var message : consumer.poll(Duration.ofMillis(200))) {
          keys.add(message.key());
          messages.add(message.value());
        }
      }
    }
  }

  private static void add(String example, Map<String, String> settings) throws Exception {
    settings.forEach(application.context.getPropertiesComponent()::addOverrideProperty);
    application.addBranch(Files.readString(EXAMPLES.resolve(example + ".camel.yaml")));
  }

  private static Endpoint at(String id, String channel, String address) {
    return new Endpoint(id, channel, false, true, address);
  }

  private static void deliver(String job, String... users) {
    application.output(job, "a.json.out", Lines.genre("Action", users));
    application.deliver(application.jobs.add(job));
  }
}
