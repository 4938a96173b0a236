package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.segmentcourier.sandbox.front.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.sandbox.AwsError;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.ChannelType;
import software.amazon.awssdk.services.pinpoint.model.NotFoundException;
import software.amazon.awssdk.services.pinpoint.model.PinpointException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;

/** A service that speaks REST with JSON, called by the SDK: Pinpoint. */
class RestJsonServiceTest {

  private final AtomicReference<String> operation = new AtomicReference<>();
  private final AtomicReference<ObjectNode> seen = new AtomicReference<>();
  private Front front;
  private PinpointClient pinpoint;

  @BeforeEach
  void open() throws IOException {
    front = new Front(0);
    pinpoint = Clients.once(PinpointClient.builder(), front.uri());
  }

  @AfterEach
  void close() {
    pinpoint.close();
    front.close();
  }

  @Test
  void aPayloadStandsUnderItsOwnNameBesideWhatThePathSays() {
    serve("{'MessageBody': {'Message': 'Accepted'}}");

    var response =
        pinpoint.updateEndpointsBatch(
            r ->
                r.applicationId("app")
                    .endpointBatchRequest(
                        b ->
                            b.item(
                                i ->
                                    i.id("e1")
                                        .channelType(ChannelType.EMAIL)
                                        .address("a@example.com")
                                        .attributes(Map.of("interest", List.of("a", "b")))
                                        .metrics(Map.of("age", 30.5))
                                        .user(u -> u.userId("u1")))));

    assertThat(response.messageBody().message()).isEqualTo("Accepted");
    assertThat(operation).hasValue("UpdateEndpointsBatch");
    assertThat(seen.get())
        .isEqualTo(
            json(
                "{'ApplicationId': 'app', 'EndpointBatchRequest': {'Item': [{'Id': 'e1',"
                    + " 'ChannelType': 'EMAIL', 'Address': 'a@example.com', 'Attributes':"
                    + " {'interest': ['a', 'b']}, 'Metrics': {'age': 30.5}, 'User': {'UserId':"
                    + " 'u1'}}]}}"));
    assertThat(front.calls().bugs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a/b%2F..", "..", ".", "a b+c", "ü✓🎬", "?x=1&y", "../../etc", "a%", "\"';,\t"})
  void aUserIdArrivesAsItWasSent(String userId) {
    serve("{'EndpointsResponse': {'Item': []}}");

    pinpoint.getUserEndpoints(r -> r.applicationId("app").userId(userId));

    assertThat(operation).hasValue("GetUserEndpoints");
    assertThat(seen.get().get("UserId").asText()).isEqualTo(userId);
  }

  @Test
  void queryParametersAreMembersOfTheirTypes() {
    serve("{'SegmentsResponse': {'Item': []}}");
    pinpoint.getSegments(r -> r.applicationId("app").pageSize("10").token("a+b c&d"));
    assertThat(seen.get())
        .isEqualTo(json("{'ApplicationId': 'app', 'PageSize': '10', 'Token': 'a+b c&d'}"));

    serve("{}");
    pinpoint.untagResource(r -> r.resourceArn("arn:aws:x:y/z").tagKeys("a", "b c"));
    assertThat(operation).hasValue("UntagResource");
    assertThat(seen.get())
        .isEqualTo(json("{'ResourceArn': 'arn:aws:x:y/z', 'TagKeys': ['a', 'b c']}"));
  }

  @Test
  void theStatusOfSuccessIsTheModels() {
    serve(
        "{'ImportJobResponse': {'ApplicationId': 'app', 'CreationDate': '2026-11-24T10:15:00.000Z',"
            + " 'Definition': {'Format': 'CSV', 'RoleArn': 'r', 'S3Url': 's3://b/k'}, 'Id': 'j',"
            + " 'JobStatus': 'CREATED', 'Type': 'IMPORT'}}");

    var response =
        pinpoint.createImportJob(
            r ->
                r.applicationId("app")
                    .importJobRequest(i -> i.format("CSV").roleArn("r").s3Url("s3://b/k")));

    assertThat(response.sdkHttpResponse().statusCode()).isEqualTo(201);
    assertThat(response.importJobResponse().id()).isEqualTo("j");
    assertThat(front.calls().bugs()).isEmpty();
  }

  @Test
  void errorsAreTypedAndHaveTheModelsStatus() {
    refuseWith("NotFoundException");
    assertThatThrownBy(this::getUserEndpoints)
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("because")
        .satisfies(e -> assertThat(((PinpointException) e).statusCode()).isEqualTo(404));

    refuseWith("TooManyRequestsException");
    assertThatThrownBy(this::getUserEndpoints)
        .isInstanceOf(TooManyRequestsException.class)
        .satisfies(e -> assertThat(((PinpointException) e).statusCode()).isEqualTo(429))
        .satisfies(e -> assertThat(((PinpointException) e).isThrottlingException()).isTrue());
  }

  @Test
  void aRequestThatViolatesTheModelIsABadRequest() {
    serve("{}");

    assertThatThrownBy(
            () ->
                pinpoint.createImportJob(
                    r -> r.applicationId("app").importJobRequest(i -> i.format("XML"))))
        .isInstanceOf(BadRequestException.class)
        .hasMessageContaining("enum value set: [CSV, JSON]")
        .hasMessageContaining("Value null at 'importJobRequest.RoleArn'");
    assertThat(seen.get()).isNull();
  }

  @Test
  void whatTheModelDoesntKnowIsABadRequest() throws Exception {
    serve("{}");

    var body = send("PUT", "/v1/apps/app/endpoints", "{\"Item\": [], \"Items\": 1}");
    var parameter = send("GET", "/v1/apps/app/segments?pageSize=1", "");
    var text = send("PUT", "/v1/apps/app/endpoints", "Item");

    assertThat(List.of(body.statusCode(), parameter.statusCode(), text.statusCode()))
        .containsOnly(400);
    assertThat(body.body()).contains("'endpointBatchRequest.Items'");
    assertThat(parameter.body()).contains("'pageSize'");
    assertThat(text.body()).contains("not JSON");
    assertThat(body.headers().firstValue("x-amzn-ErrorType")).hasValue("BadRequestException");
  }

  @Test
  void whatIsntThereIsNotFoundAndWhatCantBeDoneThereIsNotAllowed() throws Exception {
    serve("{}");

    assertThat(send("GET", "/v2/apps", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/v1/apps/app/users/", "").statusCode()).isEqualTo(404);
    assertThat(send("PATCH", "/v1/apps/app", "").statusCode()).isEqualTo(405);
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(front.uri() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20261124/us-east-1/mobiletargeting/aws4_request,"
                    + " SignedHeaders=host, Signature=0")
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
  }

  private void getUserEndpoints() {
    pinpoint.getUserEndpoints(r -> r.applicationId("app").userId("u"));
  }

  private void refuseWith(String shape) {
    front.serve(
        "mobiletargeting",
        (name, input) -> {
          throw new AwsError(shape, "because");
        });
  }

  private void serve(String answer) {
    front.serve(
        "mobiletargeting",
        (name, input) -> {
          operation.set(name);
          seen.set(input);
          return json(answer);
        });
  }
}
