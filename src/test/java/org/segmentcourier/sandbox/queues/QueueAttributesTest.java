package org.segmentcourier.sandbox.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.sandbox.Conformance;
import org.segmentcourier.sandbox.Inbox;
import org.segmentcourier.sandbox.Sandbox;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SqsException;

@ExtendWith(Conformance.class)
class QueueAttributesTest {

  private static final int MIB = 1_048_576;

  private SqsClient sqs;

  @BeforeEach
  void connect(Sandbox sandbox) {
    sqs = sandbox.client(SqsClient.builder());
  }

  @Test
  void whatIsSetIsAnswered() {
    String queue =
        create(
            "answering.fifo",
            Map.of(
                "FifoQueue", "true",
                "DeduplicationScope", "messageGroup",
                "FifoThroughputLimit", "perMessageGroupId",
                "MessageRetentionPeriod", "1209600"));

    assertThat(attributes(queue, QueueAttributeName.ALL))
        .containsEntry(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup")
        .containsEntry(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId")
        .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")
        .containsEntry(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1048576")
        .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "30");
  }

  @Test
  void oneAttributeIsAnsweredAlone() {
    String queue = create("answering-one", Map.of("MessageRetentionPeriod", "60"));

    assertThat(attributes(queue, QueueAttributeName.MESSAGE_RETENTION_PERIOD))
        .containsExactlyEntriesOf(Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"));
  }

  @Test
  void aChangeIsAnswered() {
    String queue = create("changed", Map.of());
    sqs.setQueueAttributes(
        s ->
            s.queueUrl(queue)
                .attributesWithStrings(
                    Map.of("MessageRetentionPeriod", "120", "VisibilityTimeout", "7")));

    assertThat(attributes(queue, QueueAttributeName.ALL))
        .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "120")
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "7");
  }

  @ParameterizedTest
  @CsvSource({
    "MessageRetentionPeriod,59,InvalidAttributeValue",
    "MessageRetentionPeriod,1209601,InvalidAttributeValue",
    "MaximumMessageSize,1023,InvalidAttributeValue",
    "MaximumMessageSize,1048577,InvalidAttributeValue",
    "VisibilityTimeout,43201,InvalidAttributeValue",
    "DelaySeconds,901,InvalidAttributeValue",
    "ReceiveMessageWaitTimeSeconds,21,InvalidAttributeValue",
    "SqsManagedSseEnabled,yes,InvalidAttributeValue",
    "Policy,{},InvalidAttributeValue",
    "DeduplicationScope,messageGroup,InvalidAttributeName",
    "FifoThroughputLimit,perQueue,InvalidAttributeName",
    "Colour,red,InvalidAttributeName"
  })
  void whatSqsRefusesIsRefused(String attribute, String value, String error) {
    refused(error, () -> create("refused", Map.of(attribute, value)));
  }

  @Test
  void aThroughputPerGroupNeedsDeduplicationPerGroup() {
    refused(
        "InvalidAttributeValue",
        () ->
            create(
                "refused.fifo",
                Map.of("FifoQueue", "true", "FifoThroughputLimit", "perMessageGroupId")));
  }

  @Test
  void aMessageMayHaveAMebibyteWithItsAttributes() {
    String queue = create("sizes", Map.of());
    // Name, type and value: 10 bytes.
    var attribute =
        Map.of("a", MessageAttributeValue.builder().dataType("String").stringValue("abc").build());

    sqs.sendMessage(
        m -> m.queueUrl(queue).messageBody("x".repeat(MIB - 10)).messageAttributes(attribute));
    refused(
        "InvalidParameterValue",
        () ->
            sqs.sendMessage(
                m ->
                    m.queueUrl(queue)
                        .messageBody("x".repeat(MIB - 9))
                        .messageAttributes(attribute)));
  }

  @Test
  void aQueueMayWantSmallerMessages() {
    String queue = create("small", Map.of("MaximumMessageSize", "1024"));

    sqs.sendMessage(m -> m.queueUrl(queue).messageBody("ü".repeat(512)));
    refused(
        "InvalidParameterValue",
        () -> sqs.sendMessage(m -> m.queueUrl(queue).messageBody("ü".repeat(512) + "x")));
  }

  @Test
  void aBatchMayHaveAMebibyteInAll() {
    String queue = create("batches", Map.of());
    String half = "x".repeat(MIB / 2);

    refused(
        "AWS.SimpleQueueService.BatchRequestTooLong",
        () ->
            sqs.sendMessageBatch(
                b ->
                    b.queueUrl(queue)
                        .entries(
                            one -> one.id("1").messageBody(half),
                            two -> two.id("2").messageBody(half),
                            three -> three.id("3").messageBody("x"))));
  }

  @Test
  void deduplicationIsPerGroupWhereItIsSetSo() {
    String perGroup =
        create("per-group.fifo", Map.of("FifoQueue", "true", "DeduplicationScope", "messageGroup"));
    String perQueue = create("per-queue.fifo", Map.of("FifoQueue", "true"));
    for (String queue : new String[] {perGroup, perQueue}) {
      for (String group : new String[] {"a", "b", "a"}) {
        sqs.sendMessage(
            m ->
                m.queueUrl(queue)
                    .messageGroupId(group)
                    .messageDeduplicationId("same")
                    .messageBody(group));
      }
    }

    assertThat(new Inbox(sqs, perGroup).take(2)).containsExactlyInAnyOrder("a", "b");
    assertThat(new Inbox(sqs, perGroup).drain()).isEmpty();
    assertThat(new Inbox(sqs, perQueue).take(1)).containsExactly("a");
    assertThat(new Inbox(sqs, perQueue).drain()).isEmpty();
  }

  private static void refused(String error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(SqsException.class))
        .returns(error, refused -> refused.awsErrorDetails().errorCode());
  }

  private Map<QueueAttributeName, String> attributes(String queue, QueueAttributeName name) {
    return sqs.getQueueAttributes(g -> g.queueUrl(queue).attributeNames(name)).attributes();
  }

  private String create(String name, Map<String, String> attributes) {
    return sqs.createQueue(c -> c.queueName(name).attributesWithStrings(attributes)).queueUrl();
  }
}
