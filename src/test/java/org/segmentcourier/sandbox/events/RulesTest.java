package org.segmentcourier.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Inbox;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.SqsClient;

@ExtendWith(Conformance.class)
class RulesTest {

  private Sandbox sandbox;
  private EventBridgeClient events;

  @BeforeEach
  void connect(Sandbox shared) {
    sandbox = shared;
    events = shared.client(EventBridgeClient.builder());
    inbox("Whole").drain();
    inbox("Details").drain();
  }

  @Test
  void aRuleSendsTheWholeEventOrThePartThatItsTargetWants() throws Exception {
    var put = put(entry -> entry.resources("arn:of:it").detail("{\"status\":\"ACTIVE\",\"n\":1}"));

    JsonNode whole = new ObjectMapper().readTree(inbox("Whole").take(1).get(0));
    assertThat(inbox("Details").take(1)).containsExactly("{\"status\":\"ACTIVE\",\"n\":1}");
    assertThat(whole.path("id").asText()).isEqualTo(put.entries().get(0).eventId());
    assertThat(whole.path("detail-type").asText()).isEqualTo("Something Happened");
    assertThat(whole.path("source").asText()).isEqualTo("test.news");
    assertThat(whole.path("resources").get(0).asText()).isEqualTo("arn:of:it");
    assertThat(whole.path("detail").path("n").asInt()).isEqualTo(1);
    assertThat(whole.fieldNames())
        .toIterable()
        .containsExactly(
            "version",
            "id",
            "detail-type",
            "source",
            "account",
            "time",
            "region",
            "resources",
            "detail");
  }

  @Test
  void whatNoRuleMatchesGoesNowhere() {
    put(entry -> entry.detail("{\"status\":\"CREATING\"}"));
    put(entry -> entry.detail("{\"status\":\"ACTIVE\",\"n\":2}"));

    assertThat(inbox("Details").take(1)).singleElement().asString().contains("\"n\":2");
  }

  @Test
  void aQueueWhosePolicyDoesNotLetTheRuleInGetsNothing() {
    String closed = "arn:aws:sqs:us-east-1:000000000000:closed";

    put(entry -> entry.detail("{\"status\":\"ACTIVE\"}"));
    inbox("Whole").take(1);

    await()
        .until(
            () ->
                sandbox.failedDeliveries().all().stream()
                    .anyMatch(failure -> failure.target().equals(closed)));
    assertThat(inbox("Closed").drain()).isEmpty();
    assertThat(sandbox.failedDeliveries().all())
        .allSatisfy(failure -> assertThat(failure.reason()).contains("policy"));
  }

  @Test
  void anEntryIsTakenOrRefusedByItself() {
    PutEventsResponse answer =
        events.putEvents(
            put ->
                put.entries(
                    entry(e -> e.detail("{\"status\":\"OTHER\"}")),
                    entry(e -> e.detail("no json")),
                    entry(e -> e.detail("[1]")),
                    entry(e -> e.detail("{}").detailType(null)),
                    entry(e -> e.detail("{}").source("aws.s3")),
                    entry(e -> e.detail("{}").eventBusName("nowhere"))));

    assertThat(answer.failedEntryCount()).isEqualTo(5);
    assertThat(answer.entries())
        .extracting(PutEventsResultEntry::errorCode)
        .containsExactly(
            null,
            "MalformedDetail",
            "MalformedDetail",
            "InvalidArgument",
            "NotAuthorizedForSourceException",
            "ResourceNotFoundException");
    assertThat(answer.entries().get(0).eventId()).isNotBlank();
  }

  @Test
  void moreThanTenEntriesOrTooManyBytesAreRefusedTogether() {
    PutEventsRequestEntry one = entry(e -> e.detail("{}"));
    PutEventsRequestEntry big = entry(e -> e.detail("{\"a\":\"" + "x".repeat(262_144) + "\"}"));

    assertThatThrownBy(() -> events.putEvents(p -> p.entries(Collections.nCopies(11, one))))
        .isInstanceOf(EventBridgeException.class);
    assertThatThrownBy(() -> events.putEvents(p -> p.entries(big)))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageContaining("Total size of the entries in the request is over the limit");
  }

  @Test
  void busesAndRulesCanBeLookedAt() {
    assertThat(events.listEventBuses(list -> {}).eventBuses())
        .extracting(bus -> bus.name())
        .contains("default", "news");
    assertThat(events.describeEventBus(bus -> bus.name("news")).arn())
        .isEqualTo("arn:aws:events:us-east-1:000000000000:event-bus/news");
    assertThat(events.listRules(list -> list.eventBusName("news")).rules())
        .singleElement()
        .satisfies(rule -> assertThat(rule.arn()).contains(":rule/news/segment-courier-NewsRule"));
    assertThatThrownBy(() -> events.describeEventBus(bus -> bus.name("nowhere")))
        .isInstanceOf(ResourceNotFoundException.class);
  }

  private PutEventsResponse put(Consumer<PutEventsRequestEntry.Builder> change) {
    PutEventsResponse answer = events.putEvents(put -> put.entries(List.of(entry(change))));
    assertThat(answer.failedEntryCount()).isZero();
    return answer;
  }

  private static PutEventsRequestEntry entry(Consumer<PutEventsRequestEntry.Builder> change) {
    return PutEventsRequestEntry.builder()
        .eventBusName("news")
        .source("test.news")
        .detailType("Something Happened")
        .applyMutation(change)
        .build();
  }

  private Inbox inbox(String queue) {
    return new Inbox(sandbox.client(SqsClient.builder()), sandbox.stack().outputs().get(queue));
  }
}
