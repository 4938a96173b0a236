package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.training.personalize.Announced;
import org.segmentcourier.training.personalize.Kind;

class TrainingMessagesTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

  private final TrainingMessages messages = new TrainingMessages();

  static Stream<TrainingMessage> all() {
    var announced = new Announced(Map.of("arn:aws:personalize:::solution/a", "CREATING"), TIME);
    return Stream.of(
        new Start("bookshop", "cause"),
        new Start("bookshop", "cause", "chain").next().again(TIME, TIME),
        UnusedUploads.of("train/shop/items.csv"),
        UnusedUploads.of("batch/shop/subjects/a.json").next().again(TIME, TIME),
        new Tick(
            "bookshop",
            "run",
            "chain",
            7,
            TIME,
            "train/shop/bookshop.json",
            TIME,
            3,
            TIME,
            TIME,
            true,
            true,
            announced,
            Map.of("items import", "no columns"),
            Kind.BATCH_SEGMENT_JOB));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyMessageSurvivesTheQueue(TrainingMessage message) throws JsonProcessingException {
    assertThat(messages.read(messages.write(message))).isEqualTo(message);
  }

  /** It may be anything, and the reason goes into logs and mails. */
  @ParameterizedTest
  @ValueSource(
      strings = {"jo@example.com", "{\"message\": \"jo@example.com\"}", "{\"jo\": 1}", "{jo}"})
  void whatIsNotUnderstoodIsNotQuoted(String message) {
    assertThatThrownBy(() -> messages.read(message))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("line 1, column")
        .hasMessageNotContaining("jo");
  }
}
