package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.segmentcourier.sandbox.front.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.Service;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.InvalidInputException;
import software.amazon.awssdk.services.personalize.model.PersonalizeException;
import software.amazon.awssdk.services.personalize.model.ResourceNotFoundException;

/** Services that speak JSON 1.1, called by the SDK: Personalize and EventBridge. */
class JsonServiceTest {

  private static final String SOLUTION = "arn:aws:personalize:us-east-1:000000000000:solution/s";

  private final AtomicReference<ObjectNode> seen = new AtomicReference<>();
  private Front front;
  private PersonalizeClient personalize;

  @BeforeEach
  void open() throws IOException {
    front = new Front(0);
    personalize = Clients.once(PersonalizeClient.builder(), front.uri());
  }

  @AfterEach
  void close() {
    personalize.close();
    front.close();
  }

  @Test
  void membersArriveByTheirNamesInTheModelAndTheAnswerComesBackTyped() {
    serve("{'solutionArn': '%s'}".formatted(SOLUTION));

    var response =
        personalize.createSolution(
            r ->
                r.name("s")
                    .datasetGroupArn("arn:aws:personalize:us-east-1:000000000000:dataset-group/g")
                    .performAutoTraining(false)
                    .performIncrementalUpdate(true)
                    .solutionConfig(c -> c.eventValueThreshold("0.5"))
                    .tags(t -> t.tagKey("team").tagValue("Grüße")));

    assertThat(response.solutionArn()).isEqualTo(SOLUTION);
    assertThat(seen.get())
        .isEqualTo(
            json(
                "{'name': 's', 'performAutoTraining': false, 'performIncrementalUpdate': true,"
                    + " 'datasetGroupArn':"
                    + " 'arn:aws:personalize:us-east-1:000000000000:dataset-group/g',"
                    + " 'solutionConfig': {'eventValueThreshold': '0.5'},"
                    + " 'tags': [{'tagKey': 'team', 'tagValue': 'Grüße'}]}"));
    assertThat(front.calls().bugs()).isEmpty();
  }

  @Test
  void timestampsAreEpochSecondsBothWays() throws IOException {
    var events = Clients.once(EventBridgeClient.builder(), front.uri());
    front.serve(
        "events",
        (operation, input) -> {
          seen.set(input);
          return json("{'FailedEntryCount': 0, 'Entries': [{'EventId': 'e'}]}");
        });
    events.putEvents(
        r ->
            r.entries(
                e ->
                    e.source("s")
                        .detailType("d")
                        .detail("{}")
                        .time(Instant.ofEpochSecond(1_700_000_000))));
    assertThat(seen.get().at("/Entries/0/Time").asLong()).isEqualTo(1_700_000_000);
    serve("{'solution': {'creationDateTime': 1700000000.5}}");

    var created = personalize.describeSolution(r -> r.solutionArn(SOLUTION));

    assertThat(created.solution().creationDateTime())
        .isEqualTo(Instant.ofEpochMilli(1_700_000_000_500L));
    assertThat(front.calls().bugs()).isEmpty();
  }

  @Test
  void anErrorOfTheModelIsTypedInTheSdk() {
    front.serve(
        "personalize",
        (operation, input) -> {
          throw new AwsError("ResourceNotFoundException", "there is no such solution");
        });

    assertThatThrownBy(() -> personalize.describeSolution(r -> r.solutionArn(SOLUTION)))
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("there is no such solution")
        .satisfies(e -> assertThat(((PersonalizeException) e).statusCode()).isEqualTo(400))
        .satisfies(e -> assertThat(((PersonalizeException) e).requestId()).isNotBlank());
  }

  @Test
  void aMissingMemberIsRefusedInTheWordsOfAws() {
    serve("{}");

    assertThatThrownBy(() -> personalize.createSolution(r -> r.name("s")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(
            "1 validation error detected: Value null at 'datasetGroupArn' failed to satisfy"
                + " constraint: Member must not be null");
    assertThat(seen.get()).isNull();
  }

  @Test
  void everyViolationOfARequestIsNamed() {
    serve("{}");

    assertThatThrownBy(
            () ->
                personalize.createBatchSegmentJob(
                    r ->
                        r.jobName("a b")
                            .solutionVersionArn(SOLUTION)
                            .roleArn("arn:aws:iam::000000000000:role/r")
                            .jobInput(i -> i.s3DataSource(s -> s.path("s3://" + "x".repeat(256))))
                            .jobOutput(o -> o.s3DataDestination(s -> s.path("here")))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("3 validation errors detected")
        .hasMessageContaining("Value 'a b' at 'jobName'")
        .hasMessageContaining("regular expression pattern: ^[a-zA-Z0-9][a-zA-Z0-9\\-_]*")
        .hasMessageContaining("at 'jobInput.s3DataSource.path'")
        .hasMessageContaining("length less than or equal to 256")
        .hasMessageContaining("Value 'here' at 'jobOutput.s3DataDestination.path'");
  }

  @Test
  void valuesOutsideAnEnumerationARangeOrAListAreRefused() {
    serve("{}");

    assertThatThrownBy(
            () ->
                personalize.createDatasetGroup(
                    r -> r.name("g").domain("BOOKS").tags(t -> t.tagKey("").tagValue("v"))))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("enum value set: [ECOMMERCE, VIDEO_ON_DEMAND]")
        .hasMessageContaining("'tags.1.member.tagKey'");
    assertThatThrownBy(() -> personalize.listSolutions(r -> r.maxResults(101)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("Member must have value less than or equal to 100");
  }

  @Test
  void aServiceWhoseAnswerViolatesTheModelIsABugOfTheSandbox() {
    serve("{'solutionArn': 'no arn', 'solution': 1}");

    assertThatThrownBy(() -> create())
        .isInstanceOf(PersonalizeException.class)
        .satisfies(e -> assertThat(((PersonalizeException) e).statusCode()).isEqualTo(500));
    assertThat(front.calls().bugs())
        .singleElement()
        .asString()
        .contains("personalize:CreateSolution", "'no arn'", "not in the service model");
  }

  @Test
  void anErrorThatTheOperationDoesntHaveIsABugOfTheSandbox() {
    front.serve(
        "personalize",
        (operation, input) -> {
          throw new AwsError("NoSuchException", "whatever");
        });

    assertThatThrownBy(() -> create()).isInstanceOf(PersonalizeException.class);
    assertThat(front.calls().bugs()).singleElement().asString().contains("NoSuchException");
  }

  @Test
  void anExceptionInAServiceIsABugOfTheSandbox() {
    front.serve(
        "personalize",
        (operation, input) -> {
          throw new IllegalStateException("oops");
        });

    assertThatThrownBy(() -> create()).hasMessageContaining("oops");
    assertThat(front.calls().bugs()).singleElement().asString().contains("oops");
  }

  @Test
  void membersThatAServiceLeavesNullAreNotSent() {
    serve("{'solution': {'name': 's', 'recipeArn': null}}");

    var solution = personalize.describeSolution(r -> r.solutionArn(SOLUTION)).solution();

    assertThat(solution.recipeArn()).isNull();
    assertThat(front.calls().bugs()).isEmpty();
  }

  @Test
  void eventBridgeRefusesWithValidationException() {
    var events = Clients.once(EventBridgeClient.builder(), front.uri());
    front.serve("events", (operation, input) -> json("{}"));

    assertThatThrownBy(() -> events.putRule(r -> r.name("a rule")))
        .isInstanceOf(EventBridgeException.class)
        .hasMessageContaining("Value 'a rule' at 'name'")
        .satisfies(
            e ->
                assertThat(((EventBridgeException) e).awsErrorDetails().errorCode())
                    .isEqualTo("ValidationException"));
  }

  private void create() {
    personalize.createSolution(
        r ->
            r.name("s")
                .datasetGroupArn("arn:aws:personalize:us-east-1:000000000000:dataset-group/g"));
  }

  private void serve(String answer) {
    Service service =
        (operation, input) -> {
          seen.set(input);
          return json(answer);
        };
    front.serve("personalize", service);
  }
}
