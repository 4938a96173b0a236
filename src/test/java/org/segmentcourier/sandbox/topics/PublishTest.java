package org.segmentcourier.sandbox.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Inbox;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Shapes: aws-contracts 5.5, the API reference of Publish. */
@ExtendWith(Conformance.class)
class PublishTest {

  private Sandbox sandbox;
  private SnsClient sns;
  private String topic;

  @BeforeEach
  void connect(Sandbox shared) {
    sandbox = shared;
    sns = shared.client(SnsClient.builder());
    topic = shared.stack().outputs().get("Topic");
    inbox("Bulletin").drain();
    inbox("RawBulletin").drain();
  }

  @Test
  void aQueueGetsTheMessageInTheEnvelopeOfSns() throws Exception {
    String id =
        publish(
            p ->
                p.subject("Hello there")
                    .message("text ü")
                    .messageAttributes(
                        Map.of(
                            "kind",
                            MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue("test")
                                .build())));

    JsonNode envelope = new ObjectMapper().readTree(inbox("Bulletin").take(1).get(0));

    assertThat(envelope.path("Type").asText()).isEqualTo("Notification");
    assertThat(envelope.path("MessageId").asText()).isEqualTo(id);
    assertThat(envelope.path("TopicArn").asText()).isEqualTo(topic);
    assertThat(envelope.path("Subject").asText()).isEqualTo("Hello there");
    assertThat(envelope.path("Message").asText()).isEqualTo("text ü");
    assertThat(envelope.path("Timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(envelope.path("SignatureVersion").asText()).isEqualTo("1");
    assertThat(envelope.path("MessageAttributes").path("kind"))
        .hasToString("{\"Type\":\"String\",\"Value\":\"test\"}");
    assertThat(inbox("RawBulletin").take(1)).containsExactly("text ü");
  }

  @Test
  void eachProtocolIsToldItsOwnText() throws Exception {
    String id =
        publish(
            p ->
                p.messageStructure("json")
                    .message(
                        "{\"default\":\"short\",\"email\":\"long\\nlines\",\"sqs\":\"machine\"}"));

    assertThat(inbox("RawBulletin").take(1)).containsExactly("machine");
    assertThat(mail(id)).contains("\r\n\r\nlong\r\nlines\r\n");
  }

  @Test
  void anEmailIsAFileThatMailProgramsRead() throws Exception {
    String id = publish(p -> p.subject("Import finished").message("Für 映画: 3 endpoints"));

    String mail = mail(id);

    assertThat(mail)
        .contains("From: AWS Notifications <no-reply@sns.amazonaws.com>\r\n")
        .contains("To: reader@example.com\r\n")
        .contains("Subject: Import finished\r\n")
        .contains("MIME-Version: 1.0\r\n")
        .contains("Content-Type: text/plain; charset=UTF-8\r\n")
        .contains("Content-Transfer-Encoding: 8bit\r\n")
        .contains("\r\n\r\nFür 映画: 3 endpoints\r\n")
        .contains("click or visit the link below to unsubscribe");
  }

  @Test
  void anEmailWithALineThatIsTooLongForMailIsEncoded() throws Exception {
    String id = publish(p -> p.message("x".repeat(2000)));

    String mail = mail(id);

    assertThat(mail).contains("Content-Transfer-Encoding: base64\r\n");
    assertThat(mail.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(998));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two\nlines", "Ünïcode", " begins with a space"})
  void aSubjectThatSnsDoesNotTakeIsRefused(String subject) {
    assertRefused(p -> p.subject(subject).message("x"), "Invalid parameter: Subject");
  }

  @Test
  void whatSnsDoesNotTakeIsRefused() {
    assertRefused(p -> p.subject("x".repeat(100)).message("x"), "Invalid parameter: Subject");
    assertRefused(p -> p.message("x".repeat(262_145)), "Invalid parameter: Message too long");
    assertRefused(p -> p.messageStructure("json").message("{\"email\":\"x\"}"), "No default entry");
    assertRefused(p -> p.messageStructure("json").message("text"), "failed to parse");
    assertThatThrownBy(() -> publish(p -> p.topicArn(topic + "s").message("x")))
        .isInstanceOf(NotFoundException.class);
  }

  @Test
  void whoIsSubscribedCanBeListed() {
    assertThat(sns.listSubscriptionsByTopic(list -> list.topicArn(topic)).subscriptions())
        .extracting(subscription -> subscription.protocol())
        .containsExactlyInAnyOrder("email", "sqs", "sqs");
    assertThat(sns.listTopics().topics()).extracting(one -> one.topicArn()).contains(topic);
  }

  @Test
  void aNewTopicHasSubscribersOfItsOwn() throws Exception {
    String other = sns.createTopic(create -> create.name("other")).topicArn();
    String subscription =
        sns.subscribe(
                subscribe ->
                    subscribe.topicArn(other).protocol("email").endpoint("other@example.com"))
            .subscriptionArn();

    String first = publish(p -> p.topicArn(other).message("first"));
    sns.unsubscribe(unsubscribe -> unsubscribe.subscriptionArn(subscription));
    String second = publish(p -> p.topicArn(other).message("second"));

    assertThat(mail(first)).contains("To: other@example.com");
    assertThat(mails()).noneMatch(mail -> mail.contains(second));
  }

  private void assertRefused(Consumer<PublishRequest.Builder> change, String message) {
    assertThatThrownBy(() -> publish(change))
        .asInstanceOf(type(SnsException.class))
        .returns("InvalidParameter", refused -> refused.awsErrorDetails().errorCode())
        .satisfies(refused -> assertThat(refused).hasMessageContaining(message));
  }

  private String publish(Consumer<PublishRequest.Builder> change) {
    return sns.publish(PublishRequest.builder().topicArn(topic).applyMutation(change).build())
        .messageId();
  }

  private String mail(String id) throws IOException {
    return mails().stream()
        .filter(mail -> mail.contains("Message-ID: <" + id + "@"))
        .findAny()
        .orElseThrow();
  }

  private List<String> mails() throws IOException {
    try (var files = Files.list(sandbox.mailbox())) {
      return files.filter(file -> file.toString().endsWith(".eml")).map(PublishTest::read).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Inbox inbox(String queue) {
    return new Inbox(sandbox.client(SqsClient.builder()), sandbox.stack().outputs().get(queue));
  }
}
