package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.training.TrainingRun.Phase;
import org.segmentcourier.training.personalize.FakePersonalize;
import org.segmentcourier.training.personalize.Observation;
import org.segmentcourier.training.personalize.ResourceNames;
import org.segmentcourier.training.personalize.StepResults;
import software.amazon.awssdk.services.personalize.model.LimitExceededException;

class TrainingRunTest {

  private static final Instant PUT = Instant.parse("2026-11-24T10:00:00Z");
  private static final String JOB = FakePersonalize.BASE + "batch-segment-job/batch_subjects_1";

  private final TrainingRun run =
      new TrainingRun(
          new Notices(new ResourceNames(FakePersonalize.BASE), FakeS3.BUCKET),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofHours(24));

  @Test
  void allStartsOfTheSameInputsMakeTheSameTick() {
    var one = run.begin(Tick.start("bookshop", "one"), inputs("a", PUT.plusSeconds(5)));
    var other = run.begin(Tick.start("bookshop", "other"), inputs("a", PUT.plusSeconds(9)));

    assertThat(one).isEqualTo(other);
    assertThat(one.ticks().get(0).notBefore()).isEqualTo(PUT.plusSeconds(60));
    assertThat(one.ticks().get(0).deduplicationId()).endsWith("-1");
  }

  @Test
  void aRunOfOldUploadsHasItsWholeTime() {
    var late = PUT.plus(Duration.ofDays(3));

    var tick = run.begin(Tick.start("bookshop", "late"), inputs("a", late)).ticks().get(0);

    assertThat(tick.patience()).isEqualTo(late.plus(Duration.ofMinutes(10)));
    assertThat(tick.deadline()).isEqualTo(late.plus(Duration.ofHours(24)));
  }

  @Test
  void aTickIsEarlyUntilItsTime() {
    assertThat(run.phase(tick(), inputs("a", PUT.plusSeconds(59)))).isEqualTo(Phase.EARLY);
    assertThat(run.phase(tick(), inputs("a", PUT.plusSeconds(60)))).isEqualTo(Phase.LOOK);
    assertThat(run.early(tick()).ticks()).extracting(Tick::number).containsExactly(2);
  }

  @Test
  void aTickIsOverdueAfterItsDeadline() {
    var late = inputs("a", PUT.plus(Duration.ofHours(25)));

    assertThat(run.phase(tick(), late)).isEqualTo(Phase.OVERDUE);
    assertThat(run.overdue(tick()).ticks()).isEmpty();
  }

  @Test
  void otherInputsSupersedeARunThatHasBegunNothing() {
    var now = inputs("b", PUT.plusSeconds(90));

    assertThat(run.phase(tick(), now)).isEqualTo(Phase.SUPERSEDED);
    assertThat(run.superseded(tick(), now).ticks())
        .containsExactly(Tick.start("bookshop", now.run(), tick().run()));
  }

  @Test
  void aSupersededRunWatchesWhatItHasBegun() {
    var begun = tick().after(Map.of(JOB, "CREATING"), Map.of(), true);

    var ticks = run.superseded(begun, inputs("b", PUT.plusSeconds(90))).ticks();

    assertThat(ticks).hasSize(2);
    assertThat(run.phase(ticks.get(1), inputs("b", PUT.plusSeconds(99)))).isEqualTo(Phase.WATCH);
    assertThat(ticks.get(1).run()).isEqualTo(begun.run());
  }

  @Test
  void pausesGrowUpToAMinute() throws Exception {
    var busy = LimitExceededException.builder().message("slow down").build();
    var now = inputs("a", PUT.plusSeconds(100));

    var first = run.pause(tick(), now, busy).ticks().get(0);
    var second = run.pause(first, now, busy).ticks().get(0);
    var last = second;
    for (int i = 0; i < 30; i++) {
      last = run.pause(last, now, busy).ticks().get(0);
    }

    assertThat(first.notBefore()).isEqualTo(PUT.plusSeconds(101));
    assertThat(second.notBefore()).isEqualTo(PUT.plusSeconds(102));
    assertThat(last.notBefore()).isEqualTo(PUT.plusSeconds(160));
  }

  @Test
  void aPausedStartStaysAStartWithAnIdOfItsOwn() throws Exception {
    var start = Tick.start("bookshop", "cause");
    var busy = LimitExceededException.builder().message("slow down").build();

    var again = run.pause(start, null, busy).ticks().get(0);

    assertThat(again.number()).isZero();
    assertThat(again.deduplicationId()).isNotEqualTo(start.deduplicationId());
  }

  @Test
  void whatDoesNotPassIsNoPause() {
    var bug = new IllegalStateException("bug");

    assertThatThrownBy(() -> run.pause(tick(), null, bug)).isSameAs(bug);
  }

  @Test
  void aTickSurvivesTheQueue() throws JsonProcessingException {
    var tick = tick().after(Map.of(JOB, "CREATING"), Map.of("items import", "no columns"), true);
    var ticks = new Ticks();

    assertThat(ticks.read(ticks.write(tick))).isEqualTo(tick);
  }

  @Test
  void theTextsAreThoseOfTheSolutionThatThisReplaces() {
    var seen = new Observation(Map.of(), List.of(), 0);
    var taken = new StepResults(List.of(), Map.of(), List.of(), 0);
    var changed = tick().after(Map.of(), Map.of(), true);
    var done = new Decision(List.of(), List.of(), new Outcome.Complete(List.of()));
    var failed = new Decision(List.of(), List.of(), new Outcome.Failed(List.of("why"), List.of()));
    var now = inputs("a", PUT.plusSeconds(90));

    assertThat(run.after(changed, now, seen, done, taken).notifications())
        .singleElement()
        .satisfies(n -> assertThat(n.once()).isEqualTo("training/bookshop/" + now.run()))
        .satisfies(n -> assertThat(n.data()).containsEntry("status", "UPDATE COMPLETE"))
        .extracting(Notification::text)
        .isEqualTo(
            """
            The Personalization job for dataset group bookshop is complete

            Link: https://console.aws.amazon.com/personalize/home?region=us-east-1#arn:aws:personalize:us-east-1:123456789012:dataset-group$bookshop/setup""");
    assertThat(run.after(changed, now, seen, failed, taken).notifications())
        .singleElement()
        .satisfies(n -> assertThat(n.data()).containsEntry("status", "UPDATE FAILED"))
        .extracting(Notification::text)
        .isEqualTo(
            """
            There was an error running the personalization job for dataset group bookshop

            Message: why""");
  }

  private Tick tick() {
    return run.begin(Tick.start("bookshop", "x"), inputs("a", PUT)).ticks().get(0);
  }

  private static Inputs inputs(String etag, Instant now) {
    var config = new TrainingFile(Bookshop.CONFIG, etag, 10, PUT);
    return new Inputs(config, List.of(config), now);
  }
}
