package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.segmentcourier.training.personalize.FakePersonalize;
import org.segmentcourier.training.personalize.ResourceNames;

/** How uploads become a run. */
class TrainingStartsTest {

  private static final Instant PUT = Instant.parse("2026-11-24T10:00:00Z");

  private final TrainingStarts starts =
      new TrainingStarts(
          new TrainingNotices(new ResourceNames(FakePersonalize.BASE), FakeS3.BUCKET),
          Duration.ofSeconds(60),
          Duration.ofMinutes(10),
          Duration.ofHours(24));

  @Test
  void allStartsOfTheSameInputsMakeTheSameTick() {
    var one = starts.begin(new Start("bookshop", "one"), inputs("a", PUT.plusSeconds(5)));
    var other = starts.begin(new Start("bookshop", "other"), inputs("a", PUT.plusSeconds(9)));

    assertThat(one).isEqualTo(other);
    assertThat(one.messages())
        .singleElement()
        .satisfies(tick -> assertThat(tick.deduplicationId()).endsWith("-1"))
        .satisfies(tick -> assertThat(((Tick) tick).notBefore()).isEqualTo(PUT.plusSeconds(60)));
  }

  @Test
  void aRunOfOldUploadsHasItsWholeTime() {
    var late = PUT.plus(Duration.ofDays(3));

    var tick =
        (Tick) starts.begin(new Start("bookshop", "late"), inputs("a", late)).messages().get(0);

    assertThat(tick.patience()).isEqualTo(late.plus(Duration.ofMinutes(10)));
    assertThat(tick.deadline()).isEqualTo(late.plus(Duration.ofHours(24)));
  }

  private static Inputs inputs(String etag, Instant now) {
    var config = new TrainingFile(Bookshop.CONFIG, etag, 10, PUT);
    return new Inputs(config, List.of(config), List.of(), now);
  }
}
