package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.segmentcourier.sandbox.front.Json.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.sandbox.AwsError;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Tag;

/** A service that takes forms and answers in XML, called by the SDK: SNS. */
class QueryServiceTest {

  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:t";

  private final AtomicReference<ObjectNode> seen = new AtomicReference<>();
  private Front front;
  private SnsClient sns;

  @BeforeEach
  void open() throws IOException {
    front = new Front(0);
    sns = Clients.once(SnsClient.builder(), front.uri());
  }

  @AfterEach
  void close() {
    sns.close();
    front.close();
  }

  @Test
  void textsMapsAndBinariesArriveWhole() {
    serve("{'MessageId': 'm'}");
    var message = "Grüße & <b>\r\n100 % + 1 = 🎬; a=b&c";

    var response =
        sns.publish(
            r ->
                r.topicArn(TOPIC)
                    .message(message)
                    .messageAttributes(
                        Map.of(
                            "kind",
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("a.b")
                                .build(),
                            "raw",
                            MessageAttributeValue.builder()
                                .dataType("Binary")
                                .binaryValue(SdkBytes.fromByteArray(new byte[] {-1, 0, 1}))
                                .build())));

    assertThat(response.messageId()).isEqualTo("m");
    assertThat(response.responseMetadata().requestId()).isNotBlank();
    assertThat(seen.get().get("Message").asText()).isEqualTo(message);
    assertThat(seen.get().get("MessageAttributes"))
        .isEqualTo(
            json(
                "{'kind': {'DataType': 'String', 'StringValue': 'a.b'},"
                    + " 'raw': {'DataType': 'Binary', 'BinaryValue': '/wAB'}}"));
    assertThat(front.calls().bugs()).isEmpty();
  }

  @Test
  void listsKeepTheirOrderBeyondTen() {
    serve("{'TopicArn': '%s'}".formatted(TOPIC));
    var tags =
        IntStream.range(0, 12)
            .mapToObj(i -> Tag.builder().key("k" + i).value("v").build())
            .toList();

    sns.createTopic(r -> r.name("t").attributes(Map.of("DisplayName", "T")).tags(tags));

    assertThat(seen.get().get("Tags").findValuesAsText("Key"))
        .isEqualTo(tags.stream().map(Tag::key).toList());
    assertThat(seen.get().get("Attributes")).isEqualTo(json("{'DisplayName': 'T'}"));
  }

  @Test
  void listsMapsAndBooleansComeBack() {
    serve("{'Attributes': {'Owner': 'me & you', 'TopicArn': '%s'}}".formatted(TOPIC));
    assertThat(sns.getTopicAttributes(r -> r.topicArn(TOPIC)).attributes())
        .isEqualTo(Map.of("Owner", "me & you", "TopicArn", TOPIC));

    serve(
        "{'Subscriptions': [{'SubscriptionArn': 'PendingConfirmation', 'Endpoint': '<a>'},"
            + " {'SubscriptionArn': 'arn:x'}], 'NextToken': 'n'}");
    var page = sns.listSubscriptionsByTopic(r -> r.topicArn(TOPIC));
    assertThat(page.subscriptions())
        .extracting(Subscription::subscriptionArn)
        .isEqualTo(List.of("PendingConfirmation", "arn:x"));
    assertThat(page.subscriptions().get(0).endpoint()).isEqualTo("<a>");
    assertThat(page.nextToken()).isEqualTo("n");

    serve("{'isOptedOut': true}");
    assertThat(sns.checkIfPhoneNumberIsOptedOut(r -> r.phoneNumber("+1")).isOptedOut()).isTrue();
    assertThat(front.calls().bugs()).isEmpty();
  }

  @Test
  void anOperationWithoutOutputSucceeds() {
    serve("{}");

    sns.unsubscribe(r -> r.subscriptionArn("arn:x"));

    assertThat(seen.get()).isEqualTo(json("{'SubscriptionArn': 'arn:x'}"));
    assertThat(front.calls().bugs()).isEmpty();
  }

  @Test
  void errorsAreTypedByTheirCodeInTheModel() {
    front.serve(
        "sns",
        (operation, input) -> {
          throw new AwsError("NotFoundException", "Topic <t> does not exist");
        });

    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(TOPIC).message("m")))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Topic <t> does not exist")
        .satisfies(e -> assertThat(((SnsException) e).statusCode()).isEqualTo(404))
        .satisfies(
            e ->
                assertThat(((SnsException) e).awsErrorDetails().errorCode()).isEqualTo("NotFound"));
  }

  @Test
  void aRequestThatViolatesTheModelIsAnInvalidParameter() {
    serve("{}");

    assertThatThrownBy(() -> sns.publish(r -> r.topicArn(TOPIC)))
        .isInstanceOf(InvalidParameterException.class)
        .hasMessageContaining("Value null at 'message'");
    assertThat(seen.get()).isNull();
  }

  private void serve(String answer) {
    front.serve(
        "sns",
        (operation, input) -> {
          seen.set(input);
          return json(answer);
        });
  }
}
