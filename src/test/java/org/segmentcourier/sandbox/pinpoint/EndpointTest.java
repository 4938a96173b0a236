package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.AwsError;

/** Endpoints by calls: aws-contracts 3.1 and 3.3. */
class EndpointTest {

  @TempDir Path folder;
  private TrialProject project;

  @BeforeEach
  void start() {
    project = new TrialProject(folder);
  }

  @AfterEach
  void stop() {
    project.close();
  }

  private static final String E1 =
      "{'Id':'e1','ChannelType':'EMAIL','Address':'a@example.com','User':{'UserId':'u1'}}";

  @Test
  void aBatchIsAcceptedAndItsEndpointsAreThere() {
    JsonNode answer =
        project.call("UpdateEndpointsBatch", "{'EndpointBatchRequest':{'Item':[" + E1 + "]}}");

    assertThat(answer.at("/MessageBody/Message").asText()).isEqualTo("Accepted");
    assertThat(project.endpoint("e1").path("ApplicationId").asText()).isEqualTo(project.appId);
    assertThat(project.endpoint("e1").path("CohortId").asInt()).isBetween(0, 99);
    assertThat(project.endpoint("e1").path("CreationDate").asText())
        .isEqualTo("2026-11-24T10:15:00.000Z");
  }

  @Test
  void aStatusAndAnOptOutAreKept() {
    project.update(
        "{'Id':'e1','ChannelType':'SMS','Address':'+1555','EndpointStatus':'INACTIVE','OptOut':'ALL'}");

    assertThat(project.endpoint("e1").path("EndpointStatus").asText()).isEqualTo("INACTIVE");
    assertThat(project.endpoint("e1").path("OptOut").asText()).isEqualTo("ALL");
  }

  @Test
  void aBatchHasAtMostAHundredItems() {
    String items =
        IntStream.rangeClosed(0, 100)
            .mapToObj(i -> "{'Id':'e" + i + "','ChannelType':'SMS','Address':'+1'}")
            .collect(Collectors.joining(","));

    assertRefused("BadRequestException", items, "101 endpoints");
  }

  @Test
  void aBatchHasAtMostSevenMegabytes() {
    String item = "{'Id':'e','ChannelType':'SMS','Address':'" + "1".repeat(8 << 20) + "'}";

    assertRefused("PayloadTooLargeException", item, "7 MB");
  }

  @Test
  void anEndpointHasAtMostFifteenKilobytes() {
    String item = "{'Id':'e','ChannelType':'SMS','Address':'" + "1".repeat(15 << 10) + "'}";

    assertRefused("BadRequestException", item, "15 KB");
  }

  @Test
  void attributesHaveLimits() {
    String start = "{'Id':'e','ChannelType':'SMS','Address':'+1','Attributes':{";
    String values =
        IntStream.rangeClosed(0, 50).mapToObj(i -> "'v" + i + "'").collect(Collectors.joining(","));

    assertRefused(
        "BadRequestException", start + "'" + "n".repeat(51) + "':['v']}}", "50 characters");
    assertRefused(
        "BadRequestException", start + "'n':['" + "v".repeat(101) + "']}}", "100 characters");
    assertRefused("BadRequestException", start + "'n':[" + values + "]}}", "50 values");
  }

  @Test
  void aProjectHasAtMostTwoHundredAndFiftyAttributes() {
    String names =
        IntStream.rangeClosed(0, 250)
            .mapToObj(i -> "'n" + i + "':['v']")
            .collect(Collectors.joining(","));

    assertRefused(
        "BadRequestException",
        "{'Id':'e','ChannelType':'SMS','Address':'+1','Attributes':{" + names + "}}",
        "250 attributes");
  }

  @Test
  void someCharactersAreForbiddenInAnId() {
    assertRefused(
        "BadRequestException",
        "{'Id':'a${b}','ChannelType':'SMS','Address':'+1'}",
        "can't contain $");
  }

  @Test
  void aRefusedBatchChangesNothing() {
    assertRefused("BadRequestException", E1 + ",{'Id':'e2'}", "needs ChannelType and Address");

    assertThatThrownBy(() -> project.endpoint("e1"))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
  }

  private void assertRefused(String shape, String items, String why) {
    assertThatThrownBy(() -> project.update(items))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining(why)
        .extracting("shape")
        .isEqualTo(shape);
    project.clock.advance(Duration.ofSeconds(1));
  }

  @Test
  void anEndpointMovesToAnotherUser() {
    project.update(E1);

    project.call(
        "UpdateEndpoint", "{'EndpointId':'e1','EndpointRequest':{'User':{'UserId':'u2'}}}");

    assertThat(project.ofUser("u2")).hasSize(1);
    assertUnknown("u1");
  }

  @Test
  void aDeletedEndpointIsGone() {
    project.update(E1);

    project.call("DeleteEndpoint", "{'EndpointId':'e1'}");

    assertUnknown("u1");
    assertThatThrownBy(() -> project.endpoint("e1")).isInstanceOf(AwsError.class);
    assertThat(project.export("")).isEmpty();
  }

  @Test
  void allEndpointsOfAUserCanBeDeleted() {
    project.update(E1, E1.replace("e1", "e2"));

    JsonNode deleted = project.call("DeleteUserEndpoints", "{'UserId':'u1'}");

    assertThat(deleted.at("/EndpointsResponse/Item")).hasSize(2);
    assertUnknown("u1");
  }

  @Test
  void aUserWithoutEndpointsIsNotFound() {
    assertUnknown("u1");
  }

  private void assertUnknown(String userId) {
    assertThatThrownBy(() -> project.ofUser(userId))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
  }

  @Test
  void userIdsOfAnyCharactersAreFound() {
    List<String> ids = List.of("a/b", "a b+%20", "ünï", "\u202e\u0000\n", "😀", "x".repeat(10_000));

    ids.forEach(
        id -> {
          ObjectNode endpoint = TrialProject.json("{'ChannelType':'SMS','Address':'+1'}");
          endpoint.put("Id", "e" + id.hashCode());
          endpoint.putObject("User").put("UserId", id);
          project.update(endpoint.toString());
        });

    assertThat(ids)
        .allSatisfy(
            id -> assertThat(project.ofUser(id).get(0).at("/User/UserId").asText()).isEqualTo(id));
  }

  @Test
  void aUsersSixteenthEndpointIsRefused() {
    fifteen("SMS");

    assertRefused("BadRequestException", E1.replace("e1", "late"), "15 endpoints already");
  }

  @Test
  void aUsersSixteenthPushEndpointTakesThePlaceOfTheOldest() {
    fifteen("GCM");

    project.update(E1.replace("e1", "late").replace("EMAIL", "APNS"));

    assertThat(project.ofUser("u1")).hasSize(15);
    assertThat(project.endpoint("e0").path("EndpointStatus").asText()).isEqualTo("INACTIVE");
    assertThat(project.endpoint("e0").path("User").has("UserId")).isFalse();
  }

  private void fifteen(String channel) {
    String[] endpoints =
        IntStream.range(0, 15)
            .mapToObj(i -> E1.replace("e1", "e" + i).replace("EMAIL", channel))
            .toArray(String[]::new);
    project.update(endpoints);
  }
}
