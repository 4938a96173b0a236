package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.event.NotUnderstood;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The messages of the training queue. */
class TrainingQueueTest extends TrainingTest {

  @Test
  void ticksCarryKeysNotContent() {
    upload(Bookshop.putAll(s3));
    tick();

    assertThat(sqs.queue)
        .singleElement()
        .satisfies(message -> assertThat(message.messageGroupId()).isEqualTo("bookshop"))
        .satisfies(message -> assertThat(message.messageDeduplicationId()).endsWith("-1"))
        .extracting(SendMessageRequest::messageBody)
        .asString()
        .contains("\"datasetGroup\":\"bookshop\"", "\"started\":\"2026-11-24T10:00:00Z\"")
        .contains(Bookshop.CONFIG)
        .doesNotContain("USER_ID");
  }

  @Test
  void throttlingAndAnUnreachableS3AreWaitedFor() {
    upload(Bookshop.putAll(s3));
    tick();
    s3.setDown(true);
    tick();
    s3.setDown(false);
    personalize.throttle(operation -> true);
    tick();
    tick();
    personalize.throttle(operation -> operation.startsWith("Create"));
    tick();
    tick();
    personalize.throttle(operation -> false);

    runToRest();

    assertThat(toldText()).contains("completed successfully");
  }

  @Test
  void aFailureThatDoesNotPassFailsTheMessage() {
    upload(Bookshop.putAll(s3));
    tick();
    tick();
    personalize.forbid("CreateDataset");
    personalize.finish();

    assertThatThrownBy(this::tick).rootCause().hasMessageContaining("CreateDataset");

    personalize.forbid("");
    again();
    runToRest();
    assertThat(toldText()).contains("completed successfully");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "null",
        "{}",
        "{\"message\": \"start\", \"datasetGroup\": \"bookshop\"}",
        "{\"message\": \"unused\"}",
        "{\"message\": \"tick\", \"datasetGroup\": \"bookshop\", \"run\": \"0\", \"number\": 3}"
      })
  void aMessageThatIsNoneOfOursIsNotUnderstoodAtFirstSight(String message) {
    assertThatThrownBy(() -> receive(message))
        .rootCause()
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("the message is none of training");

    assertThat(isAtRest()).isTrue();
  }
}
