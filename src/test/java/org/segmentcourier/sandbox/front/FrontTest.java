package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.segmentcourier.sandbox.front.Json.json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** Which service a request goes to, and what is recorded of it. */
class FrontTest {

  private Front front;

  @BeforeEach
  void open() throws IOException {
    front = new Front(0);
    front.serve("personalize", (operation, input) -> json("{'solutions': []}"));
  }

  @AfterEach
  void close() {
    front.close();
  }

  @Test
  void aSignatureInTheQueryNamesTheServiceToo() throws Exception {
    front.serve("sns", (operation, input) -> json("{'Topics': []}"));

    var response =
        send(
            "/?Action=ListTopics&X-Amz-Credential=test%2F20261124%2Fus-east-1%2Fsns%2Faws4_request",
            "");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("<ListTopicsResponse");
  }

  @Test
  void anUnsignedJsonRequestIsToldByItsTarget() throws Exception {
    var response = send("/", "{}", "X-Amz-Target", "AmazonPersonalize.ListSolutions");

    assertThat(response.body()).isEqualTo("{\"solutions\":[]}");
  }

  @Test
  void anUnsignedRequestIsRefused() throws Exception {
    var response = send("/bucket/key", "");

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(response.body()).contains("<Code>MissingAuthenticationToken</Code>", "not signed");
  }

  @Test
  void aServiceThatIsntThereIsRefusedInWordsThatEverySdkReads() {
    assertThatThrownBy(
            () -> Clients.once(PinpointClient.builder(), front.uri()).getApps(r -> r.pageSize("1")))
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("no service 'mobiletargeting'; it has [personalize]");
    assertThatThrownBy(() -> Clients.once(SnsClient.builder(), front.uri()).listTopics())
        .isInstanceOf(AwsServiceException.class)
        .hasMessageContaining("no service 'sns'");
  }

  @Test
  void anOperationThatIsntThereIsRefused() throws Exception {
    var response = send("/", "{}", "X-Amz-Target", "AmazonPersonalize.ListBooks");

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("UnknownOperationException", "ListBooks");
  }

  @Test
  void aBodyThatIsNoJsonOrOfOtherTypesIsASerializationException() throws Exception {
    var noJson = send("/", "{", "X-Amz-Target", "AmazonPersonalize.ListSolutions");
    var types =
        send("/", "{\"maxResults\": \"1\"}", "X-Amz-Target", "AmazonPersonalize.ListSolutions");

    assertThat(noJson.body()).contains("SerializationException");
    assertThat(types.body()).contains("SerializationException", "Member must be of type integer");
  }

  @Test
  void everyCallIsRecorded() throws Exception {
    var personalize = Clients.once(PersonalizeClient.builder(), front.uri());
    personalize.listSolutions(r -> r.datasetGroupArn("arn:aws:personalize:us-east-1:1:d/g"));
    personalize.listSolutions(r -> r.maxResults(1));
    send("/", "{}", "X-Amz-Target", "AmazonPersonalize.ListBooks", "User-Agent", "a/1 app/demo b");

    var calls = front.calls().since(0);

    assertThat(calls).hasSize(3);
    assertThat(calls.get(0))
        .extracting(Call::number, Call::service, Call::operation, Call::action, Call::resource)
        .containsExactly(
            1L,
            "personalize",
            "ListSolutions",
            "personalize:ListSolutions",
            "arn:aws:personalize:us-east-1:1:d/g");
    assertThat(calls.get(0))
        .extracting(Call::caller, Call::status, Call::error, Call::fault)
        .containsExactly("test", 200, "", "");
    assertThat(calls.get(0).agent()).startsWith("aws-sdk-java/");
    assertThat(calls.get(2))
        .extracting(Call::caller, Call::agent, Call::status, Call::error)
        .containsExactly("", "demo", 400, "UnknownOperationException");
    assertThat(front.calls().counts()).containsEntry("personalize:ListSolutions", 2L);
    assertThat(front.calls().counts("test")).isEqualTo(Map.of("personalize:ListSolutions", 2L));
    assertThat(front.calls().since(2)).hasSize(1);
  }

  private HttpResponse<String> send(String path, String body, String... headers)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(front.uri() + path))
            .method(body.isEmpty() ? "GET" : "POST", BodyPublishers.ofString(body));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
