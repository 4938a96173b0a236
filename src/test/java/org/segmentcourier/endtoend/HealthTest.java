package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is told at the port of health. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class HealthTest {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final String OURS = "redrive-queues directory disk queues aws branch-files";

  @RegisterExtension
  static final EndToEnd system = EndToEnd.alone("health").with("ENDPOINTS_SOURCE", "directory");

  private final Aws aws = system.aws();

  @Test
  void readyIsWhoCanDeliverAndLiveIsWhomANewStartWouldNotMend() throws Exception {
    aws.send("Uploads", "no JSON at all");
    system.log("message set aside inbox=uploads");

    system.eventually(
        "S3 and SQS to be asked", () -> checks("ready").get("directory").has("message"));
    assertThat(system.application().isWell("ready")).isFalse();
    assertThat(system.application().isWell("live")).isTrue();
    var ready = checks("ready");
    assertThat(ready.get("directory").path("status").asText()).isEqualTo("DOWN");
    assertThat(ready.get("directory").path("message").asText()).startsWith("there is none, and");
    assertThat(ready).containsKeys(OURS.split(" "));
    assertThat(checks("live")).containsKey("consumers").doesNotContainKeys(OURS.split(" "));
    system.eventually(
        "what was set aside to be counted",
        () ->
            checks("ready")
                .get("redrive-queues")
                .path("message")
                .asText()
                .equals("messages were set aside: uploads 1"));
    assertThat(checks("ready").get("redrive-queues").path("status").asText()).isEqualTo("UP");

    aws.put(
        aws.dataBucket(),
        "endpoints/all.csv",
        "Id,ChannelType,Address,User.UserId\nann-1,EMAIL,a@example.com,ann\n");
    system.eventually("a directory", () -> system.application().isWell("ready"));
    assertThat(checks("ready").get("directory").path("message").asText())
        .matches("made at \\d{4}-.*Z");
    system.takeFromRedriveQueue("Uploads");
  }

  /** By name. */
  private static Map<String, JsonNode> checks(String aspect) throws IOException {
    try {
      var asked = URI.create(system.application().health() + "/" + aspect);
      var answer = HTTP.send(HttpRequest.newBuilder(asked).build(), BodyHandlers.ofString());
      var checks = new TreeMap<String, JsonNode>();
      new ObjectMapper()
          .readTree(answer.body())
          .path("checks")
          .forEach(check -> checks.put(check.path("name").asText(), check));
      return checks;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
