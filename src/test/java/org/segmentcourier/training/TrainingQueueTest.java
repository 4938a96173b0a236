package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.event.NotUnderstood;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** The messages of the training queue. */
class TrainingQueueTest {

  private Bench bench;

  @BeforeEach
  void start() throws Exception {
    bench = new Bench();
  }

  @AfterEach
  void stop() throws Exception {
    bench.close();
  }

  @Test
  void ticksCarryKeysNotContent() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();

    assertThat(bench.sqs.queue)
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
  void aMessageIsAcknowledgedAfterTheNextTickIsSent() throws Exception {
    try (var consuming = new Bench(true)) {
      consuming.upload(Bookshop.putAll(consuming.s3));
      consuming.sqs.deliver();

      await().until(() -> !consuming.sqs.deleted.isEmpty());

      assertThat(consuming.sqs.deleted)
          .singleElement()
          .asString()
          .matches("[0-9a-f]{16}-start-0 after 1 sent");
    }
  }

  @Test
  void throttlingAndAnUnreachableS3AreWaitedFor() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.s3.setDown(true);
    bench.tick();
    bench.s3.setDown(false);
    bench.personalize.throttle(operation -> true);
    bench.tick();
    bench.tick();
    bench.personalize.throttle(operation -> operation.startsWith("Create"));
    bench.tick();
    bench.tick();
    bench.personalize.throttle(operation -> false);

    bench.runToRest();

    assertThat(bench.toldText()).contains("completed successfully");
  }

  @Test
  void aFailureThatDoesNotPassFailsTheMessage() {
    bench.upload(Bookshop.putAll(bench.s3));
    bench.tick();
    bench.tick();
    bench.personalize.forbid("CreateDataset");
    bench.personalize.finish();

    assertThatThrownBy(bench::tick).rootCause().hasMessageContaining("CreateDataset");

    bench.personalize.forbid("");
    bench.again();
    bench.runToRest();
    assertThat(bench.toldText()).contains("completed successfully");
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
    assertThatThrownBy(() -> bench.receive(message))
        .rootCause()
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("the message is none of training");

    assertThat(bench.isAtRest()).isTrue();
  }
}
