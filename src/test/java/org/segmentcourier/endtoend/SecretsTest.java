package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Secrets come by the environment, and nobody is told any of them. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SecretsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Part of each of them. */
  private static final String PLANTED = "pl4nted";

  private static final String PASSWORD = PLANTED + " horse battery";

  /** In the route itself, where it is for all who see the route; but for nobody else. */
  private static final String WRITTEN = "wr1tten-there";

  /** One key by a placeholder, as it should be. */
  private static final String BRANCH =
      """
      - route:
          id: branch-partner
          from:
            uri: branch:partner?channels=EMAIL&destination=own
            steps:
              - to:
                  uri: aws2-sqs:partner
                  parameters:
                    queueUrl: http://127.0.0.1:1/000000000000/partner
                    region: us-east-1
                    accessKey: partner
                    secretKey: "{{partner.secret}}"
              - toD: "aws2-sqs:partner?queueUrl=http://127.0.0.1:1/0/${header.name}&region=us-east-1&accessKey=partner&secretKey={{partner.secret}}"
              - to: "aws2-sqs:other?queueUrl=http://127.0.0.1:1/0/other&region=us-east-1&accessKey=partner&secretKey=wr1tten-there"
      """;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("secrets")
          .with("ROUTES_LOCATION", branches().toString())
          .with("MANAGEMENT_USER", "operator")
          .with("MANAGEMENT_PASSWORD", PASSWORD)
          .with("CAMEL_SSL_KEYSTOREPASSWORD", PLANTED + "-store")
          .with("PARTNER_SECRET", PLANTED + "-partner");

  private static Path branches() {
    var folder = new Project(Path.of("")).folder().resolve("target/secrets-routes");
    try {
      Folders.empty(folder);
      return Files.writeString(folder.resolve("partner.camel.yaml"), BRANCH).getParent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeAll
  static void isUsed() {
    system.log("branch-partner (branch://partner)");
  }

  @Test
  void theLogHasNone() {
    assertThat(system.logged(PLANTED)).isEmpty();
    assertThat(system.logged(WRITTEN)).isEmpty();
  }

  @Test
  void healthHasNone() {
    for (var aspect : new String[] {"", "/live", "/ready"}) {
      assertThat(get("/observe/health" + aspect + "?data=true&stackTrace=true"))
          .contains("\"checks\"")
          .doesNotContain(PLANTED, WRITTEN);
    }
  }

  @Test
  void metricsHaveNone() {
    assertThat(get("/observe/metrics"))
        .contains("segment_courier")
        .doesNotContain(PLANTED, WRITTEN);
  }

  @Test
  void jmxHasNone() throws IOException {
    int read = 0;
    for (var name : ask("{\"type\": \"search\", \"mbean\": \"*:*\"}").path("value")) {
      var request = JSON.createObjectNode().put("type", "read").put("mbean", name.asText());
      var answer = ask(request.toString());
      assertThat(answer.toString()).as(name.asText()).doesNotContain(PLANTED, WRITTEN);
      read += answer.path("status").asInt() == 200 ? 1 : 0;
    }
    assertThat(read).as("MBeans that could be read").isGreaterThan(100);
    assertThat(ask("{\"type\": \"list\"}").toString()).doesNotContain(PLANTED, WRITTEN);
  }

  @Test
  void routesAsTheyAreDrawnHaveTheNamesOfSecretsAtMost() throws IOException {
    var contexts = ask("{\"type\": \"search\", \"mbean\": \"org.apache.camel:type=context,*\"}");
    var requests = new ArrayNode(JSON.getNodeFactory());
    for (var context : contexts.path("value")) {
      for (var operation :
          new String[] {"dumpRoutesAsXml()", "dumpRoutesStatsAsXml(boolean,boolean)"}) {
        var request = requests.addObject();
        request.put("type", "exec").put("mbean", context.asText()).put("operation", operation);
        if (operation.endsWith("(boolean,boolean)")) {
          request.putArray("arguments").add(true).add(true);
        }
      }
    }

    var answer = ask(requests.toString()).toString();

    assertThat(answer).contains("branch-partner", "{{partner.secret}}").doesNotContain(PLANTED);
  }

  private static JsonNode ask(String request) throws IOException {
    var jolokia = request("/observe/jolokia").POST(BodyPublishers.ofString(request));
    return JSON.readTree(send(jolokia));
  }

  private static String get(String path) {
    return send(request(path));
  }

  private static HttpRequest.Builder request(String path) {
    var credentials = "operator:" + PASSWORD;
    return HttpRequest.newBuilder(URI.create(system.application().management() + path))
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
  }

  private static String send(HttpRequest.Builder request) {
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException((IOException) new InterruptedIOException().initCause(e));
    }
  }
}
