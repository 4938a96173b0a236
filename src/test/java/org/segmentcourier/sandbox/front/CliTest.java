package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.sandbox.front.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.segmentcourier.sandbox.AwsError;
import org.segmentcourier.sandbox.CommandLine;

/** The AWS CLI as it is, on each protocol. */
@ExtendWith(CommandLine.class)
class CliTest {

  private final AtomicReference<ObjectNode> seen = new AtomicReference<>();
  private Front front;

  @BeforeEach
  void open() throws IOException {
    front = new Front(0);
  }

  @AfterEach
  void close() {
    front.close();
  }

  @Test
  void stsKnowsTheCaller() throws Exception {
    var arn = "arn:aws:iam::000000000000:user/test";
    serve("sts", "{'Account': '000000000000', 'UserId': 'U', 'Arn': '%s'}".formatted(arn));

    assertThat(aws("sts", "get-caller-identity")).contains("000000000000", arn);
  }

  @Test
  void personalizeIsCalledInJson() throws Exception {
    serve("personalize", "{'datasetGroupArn': 'arn:aws:personalize:us-east-1:0:dataset-group/g'}");

    var output =
        aws("personalize", "create-dataset-group", "--name", "g", "--tags", "tagKey=a,tagValue=b");

    assertThat(output).contains("dataset-group/g");
    assertThat(seen.get())
        .isEqualTo(json("{'name': 'g', 'tags': [{'tagKey': 'a', 'tagValue': 'b'}]}"));
  }

  @Test
  void pinpointIsCalledInRest() throws Exception {
    serve("mobiletargeting", "{'EndpointsResponse': {'Item': [{'Id': 'e1', 'OptOut': 'NONE'}]}}");

    var output =
        aws("pinpoint", "get-user-endpoints", "--application-id", "app", "--user-id", "a/b%2F..ü");

    assertThat(output).contains("\"Id\": \"e1\"");
    assertThat(seen.get()).isEqualTo(json("{'ApplicationId': 'app', 'UserId': 'a/b%2F..ü'}"));
  }

  @Test
  void snsIsCalledByForm() throws Exception {
    serve("sns", "{'MessageId': 'm1'}");

    var output =
        aws("sns", "publish", "--topic-arn", "arn:aws:sns:us-east-1:0:t", "--message", "a & ü");

    assertThat(output).contains("m1");
    assertThat(seen.get().get("Message").asText()).isEqualTo("a & ü");
  }

  @Test
  void errorsAreReadInEveryProtocol() throws Exception {
    refuse("personalize", "ResourceNotFoundException");
    refuse("mobiletargeting", "NotFoundException");
    refuse("sns", "NotFoundException");

    assertThat(aws("personalize", "describe-solution", "--solution-arn", "arn:aws:personalize:::s"))
        .contains("(ResourceNotFoundException) when calling the DescribeSolution operation: gone");
    assertThat(aws("pinpoint", "get-app", "--application-id", "app"))
        .contains("(NotFoundException) when calling the GetApp operation: gone");
    assertThat(aws("sns", "publish", "--topic-arn", "t", "--message", "m"))
        .contains("(NotFound) when calling the Publish operation: gone");
    assertThat(aws("iam", "list-users")).contains("no service 'iam'");
  }

  private void serve(String scope, String answer) {
    front.serve(
        scope,
        (operation, input) -> {
          seen.set(input);
          return json(answer);
        });
  }

  private void refuse(String scope, String shape) {
    front.serve(
        scope,
        (operation, input) -> {
          throw new AwsError(shape, "gone");
        });
  }

  /** What the CLI prints, errors included. */
  private String aws(String... words) throws IOException {
    var environment =
        Map.of(
            "AWS_ENDPOINT_URL", front.uri().toString(),
            "AWS_REGION", "us-east-1",
            "AWS_DEFAULT_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "test",
            "AWS_SECRET_ACCESS_KEY", "test");
    return CommandLine.run(environment, words).output();
  }
}
