package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.personalize.model.LimitExceededException;

/** What can't be asked at the moment is asked later, and not for ever. */
class PausesTest {

  private static final Exception BUSY =
      LimitExceededException.builder().message("slow down").build();

  private Instant now = Instant.parse("2026-11-24T10:00:00Z");
  private final Pauses pauses = new Pauses(Duration.ofHours(24), () -> now);
  private final Start start = new Start("bookshop", "cause");

  @Test
  void pausesGrowUpToHalfAMinuteWithTheDelayOfTheQueue() {
    assertThat(Pauses.growing(0)).hasSeconds(1);
    assertThat(Pauses.growing(1)).hasSeconds(2);
    assertThat(Pauses.growing(4)).hasSeconds(16);
    assertThat(Pauses.growing(5)).hasSeconds(25);
    assertThat(Pauses.growing(1000)).hasSeconds(25);
  }

  @Test
  void aStartThatIsPutOffHasAnIdOfItsOwnAndAGrowingPause() throws Exception {
    var once = put(start);
    var twice = put(once);

    assertThat(once.notBefore()).isEqualTo(now.plusSeconds(1));
    assertThat(twice.notBefore()).isEqualTo(now.plusSeconds(2));
    assertThat(once.deduplicationId()).isNotEqualTo(start.deduplicationId());
    assertThat(twice.deduplicationId()).isNotEqualTo(once.deduplicationId());
  }

  @Test
  void aStartThatIsPutOffWaitsForItsTime() throws Exception {
    var later = put(start);

    assertThat(pauses.isEarly(start)).isFalse();
    assertThat(pauses.isEarly(later)).isTrue();
    assertThat(pauses.early(later).messages()).containsExactly(later.next());
    now = now.plusSeconds(1);
    assertThat(pauses.isEarly(later)).isFalse();
  }

  /** It was put off by another container, whose clock may be far ahead or behind. */
  @ParameterizedTest
  @ValueSource(longs = {3, -3})
  @Tag("R11")
  void aStartThatWasPutOffByAClockThatIsOffByHoursIsNotDelayed(long hours) throws Exception {
    var later = put(start);
    now = now.minus(Duration.ofHours(hours));

    assertThat(pauses.isEarly(later)).isFalse();
  }

  /** The same with uploads that no config makes use of; S3 tells the time when they are judged. */
  @ParameterizedTest
  @ValueSource(longs = {3, -3})
  @Tag("R11")
  void uploadsThatWerePutOffByAClockThatIsOffByHoursAreNotDelayed(long hours) throws Exception {
    var put = pauses.pause(UnusedUploads.of("train/shop/items.csv"), null, BUSY);
    var later = (UnusedUploads) put.messages().get(0);
    var unused =
        new Unused(
            List.of(new TrainingFile("train/shop/items.csv", "e", 1, now)),
            now.minus(Duration.ofHours(hours)));

    var judged =
        (UnusedUploads)
            new UnusedWatch(null, Duration.ofHours(1)).judge(later, unused).messages().get(0);

    assertThat(judged.attempt()).as("looks").isEqualTo(later.attempt() + 1);
  }

  @Test
  void aStartThatWasPutOffForTooLongFailsWithItsReason() throws Exception {
    var later = put(start);
    now = now.plus(Duration.ofHours(24)).plusSeconds(1);

    assertThatThrownBy(() -> pauses.pause(later, null, BUSY)).isSameAs(BUSY);
  }

  @Test
  void uploadsWithoutAConfigAreLookedAtLater() throws Exception {
    var unused = UnusedUploads.of("train/shop/items.csv");

    var later = (UnusedUploads) pauses.pause(unused, null, BUSY).messages().get(0);

    assertThat(later.folder()).isEqualTo("train/shop/");
    assertThat(later.notBefore()).isEqualTo(now.plusSeconds(1));
  }

  @Test
  void whatDoesNotPassIsNoPause() {
    var bug = new IllegalStateException("bug");

    assertThatThrownBy(() -> pauses.pause(start, null, bug)).isSameAs(bug);
  }

  private Start put(Start message) throws Exception {
    return (Start) pauses.pause(message, null, BUSY).messages().get(0);
  }
}
