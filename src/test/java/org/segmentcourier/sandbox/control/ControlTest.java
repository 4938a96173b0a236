package org.segmentcourier.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.Service;
import org.segmentcourier.sandbox.front.Call;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;
import org.segmentcourier.sandbox.front.Front;

class ControlTest {

  private final AtomicReference<ObjectNode> tuned = new AtomicReference<>();
  private Front front;
  private Control control;
  private ControlClient client;

  @BeforeEach
  void open() throws IOException {
    front = new Front(0);
    front.serve("personalize", new Tunable());
    control = new Control(0, front);
    client = new ControlClient(control.uri());
  }

  @AfterEach
  void close() {
    control.close();
    front.close();
  }

  @Test
  void aServiceIsChanged() {
    client.tune("personalize", Map.of("pace", 10));

    assertThat(tuned.get().get("pace").asInt()).isEqualTo(10);
  }

  @Test
  void aChangeThatTheServiceDoesntKnowIsRefusedWithItsReason() {
    assertThatThrownBy(() -> client.tune("personalize", Map.of("speed", 10)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("there is only 'pace'");
    assertThatThrownBy(() -> client.tune("s3", Map.of()))
        .hasMessageContaining("no service 's3' of the sandbox's own");
  }

  @Test
  void faultsStrikeUntilTheyAreTakenAway() throws Exception {
    var id = client.fault(Fault.of(Effect.FAIL).operation("personalize:List*").error(503, "Away"));

    var struck = listSolutions();
    var pending = client.ask("GET", "/faults", Map.of());
    client.clearFaults();

    assertThat(struck).isEqualTo(503);
    assertThat(pending.at("/" + id + "/operation").asText()).isEqualTo("personalize:List*");
    assertThat(listSolutions()).isEqualTo(200);
    assertThat(client.calls(0))
        .extracting(Call::status, Call::fault)
        .containsExactly(tuple(503, id), tuple(200, ""));
  }

  @Test
  void anOrderOfAFaultMayBeShort() {
    client.ask("POST", "/faults", Map.of("effect", "DROP", "times", 1));

    assertThat(front.faults().list()).hasSize(1);
    assertThatThrownBy(() -> client.ask("POST", "/faults", Map.of("effect", "BURN")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("BURN");
    assertThatThrownBy(() -> client.ask("POST", "/faults", Map.of("effect", "DROP", "often", 1)))
        .hasMessageContaining("often");
  }

  @Test
  void callsAndCountsCanBeAskedForAndForgotten() throws Exception {
    listSolutions();
    listSolutions();

    assertThat(client.counts()).isEqualTo(Map.of("personalize:ListSolutions", 2L));
    assertThat(client.calls("personalize:ListSolutions")).hasSize(2);
    assertThat(client.calls("s3:PutObject")).isEmpty();
    assertThat(client.calls(1)).extracting(Call::number).isEqualTo(List.of(2L));
    client.clearCalls();
    assertThat(client.counts()).isEmpty();
    assertThat(client.calls(0)).isEmpty();
  }

  @Test
  void bugsOfTheSandboxCanBeAskedFor() throws Exception {
    front.serve(
        "personalize", (operation, input) -> JsonNodeFactory.instance.objectNode().put("no", 1));

    assertThat(listSolutions()).isEqualTo(500);
    assertThat(client.bugs()).singleElement().asString().contains("personalize:ListSolutions");
  }

  @Test
  void othersAddTheirOrders() {
    control.on("POST", "/plant/{what}", asked -> Map.of("planted", asked.parameters().get("what")));
    control.on("POST", "/plant/tree", asked -> Map.of("tree", asked.body().get("kind")));

    assertThat(client.ask("POST", "/plant/a%2Fb?x=1", Map.of()).get("planted").asText())
        .isEqualTo("a/b");
    assertThat(client.ask("POST", "/plant/tree", Map.of("kind", "oak")).get("tree").asText())
        .isEqualTo("oak");
    assertThatThrownBy(() -> client.ask("POST", "/plants", Map.of()))
        .hasMessageContaining("POST /plant/tree");
  }

  private int listSolutions() throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(front.uri() + "/"))
            .header("X-Amz-Target", "AmazonPersonalize.ListSolutions")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }

  private final class Tunable implements Service {
    @Override
    public ObjectNode call(String operation, ObjectNode input) {
      return JsonNodeFactory.instance.objectNode();
    }

    @Override
    public void tune(ObjectNode changes) {
      if (!changes.has("pace")) {
        throw new IllegalArgumentException("there is only 'pace'");
      }
      tuned.set(changes);
    }
  }
}
