package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.training.TrainingRun.Phase;
import org.segmentcourier.training.personalize.Announced;
import org.segmentcourier.training.personalize.FakePersonalize;
import org.segmentcourier.training.personalize.Kind;
import org.segmentcourier.training.personalize.Observation;
import org.segmentcourier.training.personalize.Resource;
import org.segmentcourier.training.personalize.ResourceNames;
import org.segmentcourier.training.personalize.StepResults;
import software.amazon.awssdk.core.exception.SdkClientException;

/** How a run goes from tick to tick. */
class TrainingRunTest {

  private static final Instant PUT = Instant.parse("2026-11-24T10:00:00Z");
  private static final String JOB = FakePersonalize.BASE + "batch-segment-job/batch_subjects_1";

  private final TrainingRun run =
      new TrainingRun(new TrainingNotices(new ResourceNames(FakePersonalize.BASE), FakeS3.BUCKET));

  @Test
  void aTickIsEarlyUntilItsTime() {
    assertThat(run.phase(tick(), inputs("a", PUT.plusSeconds(59)))).isEqualTo(Phase.EARLY);
    assertThat(run.phase(tick(), inputs("a", PUT.plusSeconds(60)))).isEqualTo(Phase.LOOK);
    assertThat(run.early(tick()).messages())
        .extracting(m -> ((Tick) m).number())
        .containsExactly(2);
  }

  /** S3 could not be asked for the time. */
  @ParameterizedTest
  @ValueSource(longs = {3, 0, -3})
  @Tag("R11")
  void aTickThatWasPutOffByAClockThatIsOffByHoursIsNotDelayed(long hours) throws Exception {
    var now = PUT.plusSeconds(90);
    var pauses = new Pauses(Duration.ofHours(24), () -> now.plus(Duration.ofHours(hours)));
    var later = tick();
    for (int attempt = 0; attempt < 9; attempt++) {
      later = (Tick) pauses.pause(later, null, SdkClientException.create("away")).messages().get(0);
    }

    assertThat(run.phase(later, inputs("a", now.plusSeconds(25)))).isEqualTo(Phase.LOOK);
  }

  @Test
  void aTickThatWasPutOffWaitsForItsTime() throws Exception {
    var now = PUT.plusSeconds(90);
    var pauses = new Pauses(Duration.ofHours(24), () -> now);
    var away = SdkClientException.create("away");

    var later = (Tick) pauses.pause(tick(), null, away).messages().get(0);

    assertThat(run.phase(later, inputs("a", now))).isEqualTo(Phase.EARLY);
    assertThat(run.phase(later, inputs("a", now.plusSeconds(1)))).isEqualTo(Phase.LOOK);
  }

  @Test
  void aTickIsOverdueAfterItsDeadline() {
    var late = inputs("a", PUT.plus(Duration.ofHours(25)));

    assertThat(run.phase(tick(), late)).isEqualTo(Phase.OVERDUE);
    assertThat(run.overdue(tick()).messages()).isEmpty();
    assertThat(run.overdue(tick()).notifications())
        .singleElement()
        .extracting(Notification::text)
        .asString()
        .contains("upload the config again");
  }

  @Test
  void otherInputsSupersedeARunThatHasBegunNothing() {
    var now = inputs("b", PUT.plusSeconds(90));

    assertThat(run.phase(tick(), now)).isEqualTo(Phase.SUPERSEDED);
    assertThat(run.superseded(tick(), now).messages())
        .containsExactly(new Start("bookshop", now.run(), tick().run()));
  }

  @Test
  void aSupersededRunWatchesWhatItHasBegun() {
    var begun = tick().after(new Announced(Map.of(JOB, "CREATING"), PUT), Map.of(), true);

    var ticks = run.superseded(begun, inputs("b", PUT.plusSeconds(90))).messages();

    assertThat(ticks).hasSize(2);
    assertThat(run.phase((Tick) ticks.get(1), inputs("b", PUT.plusSeconds(99))))
        .isEqualTo(Phase.WATCH);
    assertThat(((Tick) ticks.get(1)).run()).isEqualTo(begun.run());
  }

  @Test
  void aSupersededRunThatIsOverdueSaysWhatItNoLongerWatches() {
    var begun = tick().after(new Announced(Map.of(JOB, "CREATING"), PUT), Map.of(), true);
    var watching = begun.watching();
    var pending =
        new Resource(
            Kind.BATCH_SEGMENT_JOB,
            JOB,
            "CREATE IN_PROGRESS",
            PUT,
            PUT,
            "",
            JsonNodeFactory.instance.objectNode(),
            Map.of());

    var inTime = run.watched(watching, inputs("b", PUT.plusSeconds(99)), List.of(pending));
    var late = run.watched(watching, inputs("b", PUT.plus(Duration.ofHours(25))), List.of(pending));

    assertThat(inTime.notifications()).isEmpty();
    assertThat(inTime.messages()).hasSize(1);
    assertThat(late.messages()).isEmpty();
    assertThat(late.notifications())
        .singleElement()
        .extracting(Notification::text)
        .asString()
        .contains(JOB, "upload the config again");
  }

  @Test
  void theTextsAreThoseOfTheSolutionThatThisReplaces() {
    var seen = new Observation(Map.of(), List.of(), 0);
    var taken = new StepResults(List.of(), Map.of(), List.of(), Map.of(), 0);
    var changed = tick().after(Announced.NOTHING, Map.of(), true);
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

  private static Tick tick() {
    var inputs = inputs("a", PUT);
    return new Tick(
        "bookshop",
        inputs.run(),
        "",
        1,
        PUT,
        Bookshop.CONFIG,
        PUT.plusSeconds(60),
        0,
        PUT.plus(Duration.ofMinutes(10)),
        PUT.plus(Duration.ofHours(24)),
        false,
        false,
        Announced.NOTHING,
        Map.of(),
        null);
  }

  private static Inputs inputs(String etag, Instant now) {
    var config = new TrainingFile(Bookshop.CONFIG, etag, 10, PUT);
    return new Inputs(config, List.of(config), List.of(), now);
  }
}
