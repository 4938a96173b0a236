package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.endpoint.Endpoint;

/** A branch that takes the endpoints of a segment file some at a time. */
class BatchesBranchTest extends DeliveryTest {

  private MockEndpoint taken;

  @BeforeEach
  void addBranch() throws Exception {
    application.addBranch(
        """
        - route:
            id: branch-stream
            from:
              uri: branch:stream
              parameters: {channels: ALL, destination: own, of: batches, columns: "User.UserId, Address"}
              steps:
                - to: mock:stream
        """);
    taken = application.context.getEndpoint("mock:stream", MockEndpoint.class);
    taken.reset();
  }

  @AfterEach
  void removeBranch() throws Exception {
    application.removeBranch("stream");
  }

  @Test
  void itGetsEachEndpointOnceInOrderAThousandAtATime() throws Exception {
    application.users.others(
        user -> List.of(new Endpoint("e-" + user, "EMAIL", false, true, user + ",@example.com")));
    var users = IntStream.range(0, 2_500).mapToObj(i -> "u" + i).toArray(String[]::new);

    deliver("batches", users);

    assertThat(taken.getExchanges())
        .extracting(exchange -> exchange.getMessage().getBody(List.class).size())
        .containsExactly(1000, 1000, 500);
    var rows =
        taken.getExchanges().stream()
            .flatMap(exchange -> exchange.getMessage().getBody(List.class).stream())
            .toList();
    assertThat(rows)
        .isEqualTo(
            IntStream.range(0, 2_500)
                .mapToObj(
                    i ->
                        Map.of(
                            "Id", "e-u" + i,
                            "User.UserId", "u" + i,
                            "Address", "u" + i + ",@example.com"))
                .toList());
    var headers = taken.getExchanges().get(2).getMessage().getHeaders();
    assertThat(headers)
        .containsEntry("delivery", "batches_20261124-101500")
        .containsEntry("query", "ITEMS.genres = \"Action\"")
        .containsEntry("segmentFile", ACTION.replace(".csv", "_stream.csv"));
    assertThat(application.record("batches", "manifest.json")).contains("stream", "PUBLISHED");
  }

  @Test
  void aRouteThatStopsGetsTheOthersNevertheless() throws Exception {
    application.removeBranch("stream");
    application.addBranch(
        """
        - route:
            id: branch-stream
            from:
              uri: branch:stream
              parameters: {channels: ALL, destination: own, of: batches}
              steps:
                - to: mock:stream
                - stop: {}
        """);
    taken = application.context.getEndpoint("mock:stream", MockEndpoint.class);

    deliver("stopped", IntStream.range(0, 2_500).mapToObj(i -> "u" + i).toArray(String[]::new));

    assertThat(taken.getExchanges()).hasSize(3);
    assertThat(application.record("stopped", "manifest.json")).contains("stream", "PUBLISHED");
  }

  /** It gets what its route expects now, however the delivery was decided. */
  @Test
  void aBranchThatHasChangedGetsWhatItTakesNow() throws Exception {
    application.removeBranch("stream");
    application.addBranch(
        """
        - route:
            id: branch-stream
            from:
              uri: branch:stream
              parameters: {channels: ALL, destination: own}
              steps:
                - throwException: {exceptionType: java.lang.IllegalStateException, message: "away"}
        """);
    assertThatThrownBy(() -> deliver("changed", "u1")).hasStackTraceContaining("away");
    application.removeBranch("stream");
    addBranch();

    deliver("changed", "u1");

    assertThat(taken.getExchanges())
        .singleElement()
        .extracting(exchange -> exchange.getMessage().getBody())
        .isEqualTo(List.of(Map.of("Id", "e-u1")));
  }

  @Test
  void nothingIsHandedOverBeforeTheDeliveryIsDecided() throws Exception {
    taken.whenAnyExchangeReceived(
        exchange ->
            assertThat(application.record("decided", "commit.json")).contains("_stream.csv"));

    deliver("decided", "u1");

    assertThat(taken.getExchanges()).hasSize(1);
  }

  @Test
  void anEmptySegmentIsNoBatch() throws Exception {
    application.users.others(user -> List.of());

    deliver("nobody", "u1");

    assertThat(taken.getExchanges()).isEmpty();
  }

  private static void deliver(String job, String... users) {
    application.output(job, "a.json.out", Lines.genre("Action", users));
    application.deliver(application.jobs.add(job));
  }
}
