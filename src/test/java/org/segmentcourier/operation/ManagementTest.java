package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.camel.main.Main;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.SegmentCourier;
import org.segmentcourier.fake.FakeSettings;

/** Who is told what at the management port of the application as it is shipped, without routes. */
class ManagementTest {

  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  private static final Map<String, String> OPENED = Map.of("camel.management.host", "0.0.0.0");

  private static final Map<String, String> LOCKED =
      Map.of(
          "camel.management.host", "0.0.0.0",
          "management.user", "operator",
          "management.password", "correct horse");

  private static final String JOLOKIA = "/observe/jolokia";

  /** One for each way to set it up. */
  private static final Map<Map<String, String>, Running> RUNNING = new HashMap<>();

  private record Running(Main main, String address) {}

  private Main main;
  private String address;

  /** AWS that has nothing: the age of the endpoint directory, which is counted, is asked of it. */
  private static HttpServer nothing;

  @BeforeAll
  static void startAws() throws IOException {
    nothing = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    nothing.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    nothing.start();
    AWS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + nothing.getAddress().getPort());
  }

  @AfterAll
  static void stop() {
    RUNNING.values().forEach(running -> running.main().stop());
    RUNNING.clear();
    nothing.stop(0);
    System.clearProperty("aws.endpointUrl");
    AWS.keySet().forEach(System::clearProperty);
  }

  @ParameterizedTest
  @ValueSource(strings = {JOLOKIA, JOLOKIA + "/version", "/observe/metrics", "/", "/observe", "/x"})
  void withoutCredentialsNothingButHealthIsAnswered(String path) throws Exception {
    start(LOCKED);

    assertThat(get(path, Map.of()).statusCode()).isEqualTo(401);
    assertThat(get(path, Map.of("Authorization", basic("operator:wrong horse"))).statusCode())
        .isEqualTo(401);
    assertThat(get(path, Map.of("Authorization", basic("operator"))).statusCode()).isEqualTo(401);
    assertThat(get("/observe/health/live", Map.of()).statusCode()).isEqualTo(200);
    assertThat(get("/observe/health/../jolokia", Map.of()).statusCode()).isEqualTo(401);
  }

  @Test
  void withCredentialsAllIsAnswered() throws Exception {
    start(LOCKED);
    var credentials = Map.of("Authorization", basic("operator:correct horse"));

    assertThat(get("/observe/metrics", credentials).body()).contains("segment_courier");
    assertThat(ask(credentials, "{'type': 'version'}").at("/status").asInt()).isEqualTo(200);
  }

  @Test
  void openedWithoutCredentialsNothingButHealthIsAnsweredToAnybody() throws Exception {
    start(OPENED);

    assertThat(get("/observe/metrics", Map.of()).statusCode()).isEqualTo(401);
    assertThat(get("/observe/metrics", Map.of("Authorization", basic(":"))).statusCode())
        .isEqualTo(401);
    assertThat(get("/observe/health/live", Map.of()).statusCode()).isEqualTo(200);
  }

  /** Details name the account, and where in the code it failed. */
  @Test
  void openedHealthSaysNoMoreToWhoeverAsksForMore() throws Exception {
    var more = "/observe/health/ready?exposureLevel=full&stackTrace=true&data=true";
    start(Map.of());
    assertThat(get(more, Map.of()).body()).contains("\"data\"");

    start(OPENED);

    assertThat(get(more, Map.of()).body()).doesNotContain("\"data\"", "stack");
  }

  @Test
  void whoIsOnTheMachineNeedsNoCredentials() throws Exception {
    start(Map.of());

    assertThat(get("/observe/metrics", Map.of()).statusCode()).isEqualTo(200);
    assertThat(ask(Map.of(), "{'type': 'version'}").at("/value/agent").asText()).startsWith("2.");
  }

  @ParameterizedTest
  @CsvSource({
    "Host, evil.example.com, not asked as localhost",
    "Host, evil.example.com:9876, not asked as localhost",
    "Host, localhost.example.com, not asked as localhost",
    "Origin, https://evil.example.com, asked by a page of another site",
    "Origin, null, asked by a page of another site",
    "Sec-Fetch-Site, cross-site, asked by a page of another site",
    "Sec-Fetch-Site, same-site, asked by a page of another site"
  })
  void pagesOfOtherSitesAreRefused(String header, String value, String reason) throws Exception {
    start(Map.of());

    var answer = get(JOLOKIA + "/version", Map.of(header, value));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains(reason);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void itIsToldByHttpsIfThereIsAKeyStore(@TempDir Path folder) throws Exception {
    var store = folder.resolve("management.p12");
    var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    var made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "management",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storepass",
                "correct horse",
                "-keystore",
                store.toString())
            .inheritIO()
            .start();
    assertThat(made.waitFor()).isZero();
    start(
        Map.of(
            "camel.management.useGlobalSslContextParameters", "true",
            "camel.ssl.enabled", "true",
            "camel.ssl.keyStore", "file:" + store,
            "camel.ssl.keystorePassword", "correct horse"));
    var trusted = KeyStore.getInstance(store.toFile(), "correct horse".toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    var tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);

    var health = URI.create(address.replace("http:", "https:") + "/observe/health/live");
    var answer =
        HttpClient.newBuilder()
            .sslContext(tls)
            .build()
            .send(HttpRequest.newBuilder(health).build(), BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void pagesOfAConsoleThatIsNamedMayAsk() throws Exception {
    start(Map.of("management.origins", "https://hawtio.example.com"));

    var console = Map.of("Origin", "https://hawtio.example.com", "Sec-Fetch-Site", "cross-site");
    assertThat(ask(console, "{'type': 'version'}").at("/status").asInt()).isEqualTo(200);
    assertThat(get("/observe/metrics", Map.of("Sec-Fetch-Site", "same-origin")).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'read', 'mbean': 'org.segmentcourier:type=Deliveries,*', 'attribute': 'Last'}",
        "{'type': 'exec', 'mbean': '$context', 'operation': 'dumpRoutesAsXml()'}",
        "{'type': 'read', 'mbean': 'org.apache.camel:type=context,*', 'attribute': 'State'}",
        "{'type': 'read', 'mbean': 'java.lang:type=Memory'}",
        "{'type': 'read', 'mbean': 'java.lang:type=Runtime', 'attribute': 'Uptime'}",
        "{'type': 'list'}",
        "{'type': 'search', 'mbean': 'org.segmentcourier:*'}"
      })
  void whatIsListedIsAnswered(String request) throws Exception {
    start(Map.of());

    var answer = ask(Map.of(), request);

    assertThat(answer.at("/status").asInt()).as("%s", answer).isEqualTo(200);
    assertThat(answer.has("value")).isTrue();
  }

  @Test
  void whatIsOursIsExecuted() throws Exception {
    start(Map.of());

    var answer =
        ask(
            Map.of(),
            "{'type': 'exec', 'mbean': '$branches', 'operation': 'pause', 'arguments': ['none']}");

    // By the operation itself.
    assertThat(answer.at("/error").asText()).contains("there is no branch 'none'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'exec', 'mbean': '$context', 'operation': 'stop()'}",
        "{'type': 'exec', 'mbean': '$context', 'operation': 'sendBody(java.lang.String,java.lang.Object)', 'arguments': ['log:x', 'y']}",
        "{'type': 'exec', 'mbean': '$context', 'operation': 'dumpRoutesAsXml(boolean)', 'arguments': [true]}",
        "{'type': 'exec', 'mbean': '$context', 'operation': 'suspend'}",
        "{'type': 'write', 'mbean': '$context', 'attribute': 'Tracing', 'value': true}",
        "{'type': 'exec', 'mbean': 'com.sun.management:type=DiagnosticCommand', 'operation': 'vmSystemProperties'}",
        "{'type': 'exec', 'mbean': 'java.lang:type=Memory', 'operation': 'gc'}",
        "{'type': 'read', 'mbean': 'java.lang:type=Runtime', 'attribute': 'SystemProperties'}",
        "{'type': 'read', 'mbean': 'java.lang:type=Runtime', 'attribute': 'InputArguments'}",
        "{'type': 'read', 'mbean': 'java.util.logging:type=Logging'}",
        "{'type': 'write', 'mbean': 'java.util.logging:type=Logging', 'attribute': 'x', 'value': 1}"
      })
  void whatIsNotListedIsRefused(String request) throws Exception {
    start(Map.of());

    var answer = ask(Map.of(), request);

    assertThat(answer.at("/status").asInt()).as("%s", answer).isEqualTo(403);
    assertThat(answer.at("/error").asText()).contains("forbidden");
  }

  @Test
  void aLinkChangesNothing() throws Exception {
    start(Map.of());

    var answer =
        get("%s/exec/%s/pause/none".formatted(JOLOKIA, branches().replace("\"", "%22")), Map.of());

    assertThat(answer.body()).contains("HTTP method get is not allowed");
  }

  private void start(Map<String, String> settings) throws Exception {
    var running = RUNNING.get(settings);
    if (running == null) {
      running = started(settings);
      RUNNING.put(settings, running);
    }
    main = running.main();
    address = running.address();
  }

  private static Running started(Map<String, String> settings) throws Exception {
    int port;
    try (var free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    var main = SegmentCourier.create();
    var values = new HashMap<>(FakeSettings.values());
    values.put("camel.main.name", "on-" + port);
    values.put("camel.main.routesIncludePattern", "false");
    values.put("camel.management.port", String.valueOf(port));
    values.putAll(settings);
    values.forEach(main::addOverrideProperty);
    main.start();
    return new Running(main, "http://127.0.0.1:" + port);
  }

  private JsonNode ask(Map<String, String> headers, String request)
      throws IOException, InterruptedException {
    var body =
        request
            .replace('\'', '"')
            .replace("$context", inJson(context()))
            .replace("$branches", inJson(branches()));
    var answer = send(request(JOLOKIA, headers).POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private String context() {
    var name = main.getCamelContext().getName();
    return "org.apache.camel:context=%s,type=context,name=\"%s\"".formatted(name, name);
  }

  private String branches() {
    return "org.segmentcourier:type=Branches,context=\"%s\""
        .formatted(main.getCamelContext().getName());
  }

  private static String inJson(String text) {
    return text.replace("\"", "\\\"");
  }

  private HttpResponse<String> get(String path, Map<String, String> headers)
      throws IOException, InterruptedException {
    return send(request(path, headers));
  }

  private HttpRequest.Builder request(String path, Map<String, String> headers) {
    var request = HttpRequest.newBuilder(URI.create(address + path));
    headers.forEach(request::header);
    return request;
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }

  private static String basic(String credentials) {
    return "Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
  }
}
