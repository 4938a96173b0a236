package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateChangeEventsTest {

  private static final String JOB =
      "arn:aws:personalize:us-east-1:123456789012:batch-segment-job/batch_films_1";

  private final StateChangeEvents changes = new StateChangeEvents();

  @Test
  void aFinishedJobIsFoundInEveryEnvelope() {
    var detail = "{\"Arn\": \"" + JOB + "\", \"Status\": \"ACTIVE\"}";

    assertThat(changes.finishedJob(Fixture.of("state-change"))).contains(JOB);
    assertThat(changes.finishedJob(Fixture.bySns("state-change"))).contains(JOB);
    assertThat(changes.finishedJob(detail)).contains(JOB);
  }

  @Test
  void anotherStateOrResourceIsNoFinishedJob() {
    var event = Fixture.of("state-change");

    assertThat(changes.finishedJob(event.replace("ACTIVE", "CREATING"))).isEmpty();
    assertThat(changes.finishedJob(event.replace("ACTIVE", "FAILED"))).isEmpty();
    assertThat(changes.finishedJob(event.replace(":batch-segment-job/", ":solution/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{}",
        "{\"Arn\": \"arn:aws:personalize:us-east-1:1:solution/a\"}",
        "{\"Status\": \"ACTIVE\"}",
        "{\"Arn\": \"batch_films_1\", \"Status\": \"ACTIVE\"}",
        "{\"Arn\": {}, \"Status\": \"ACTIVE\"}"
      })
  void whatIsNoStateChangeIsNotUnderstood(String body) {
    assertThatThrownBy(() -> changes.finishedJob(body)).isInstanceOf(NotUnderstood.class);
  }

  @Test
  void theDetailOfAnAnnouncementSaysOnlyWhatThereIs() {
    var creating = new StateChange(JOB, "Batch Segment Job", "CREATING", 0, "");
    var active = new StateChange(JOB, "Batch Segment Job", "ACTIVE", 2820, "");

    assertThat(changes.detail(creating, null)).isEqualTo(Map.of("Arn", JOB, "Status", "CREATING"));
    assertThat(changes.detail(active, null))
        .isEqualTo(Map.of("Arn", JOB, "Status", "ACTIVE", "Duration", 2820L));
  }

  @Test
  void ofWhichTraceItIsGoesWithIt() {
    var active = new StateChange(JOB, "Batch Segment Job", "ACTIVE", 0, "");

    assertThat(changes.detail(active, "00-1-2-01")).containsEntry("traceparent", "00-1-2-01");
  }

  /** Defect 13 of the reference: no FAILED event is ever published. */
  @Test
  void aFailureIsAnnouncedWithItsReason() {
    var failed = new StateChange(JOB, "Batch Segment Job", "FAILED", 0, "no such column");

    assertThat(changes.detail(failed, null))
        .isEqualTo(Map.of("Arn", JOB, "Status", "FAILED", "Reason", "no such column"));
  }
}
