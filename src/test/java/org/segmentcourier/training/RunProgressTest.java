package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.Records;
import org.segmentcourier.fake.FakeS3;
import org.segmentcourier.training.personalize.Announced;

/** Of copies of a run, one goes on. */
class RunProgressTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:00:00Z");

  private final FakeS3 s3 = new FakeS3();
  private final RunProgress progress = new RunProgress(new Records(s3, "data"));

  @Test
  void aRunGoesOnFromTickToTick() {
    assertThat(progress.advance(tick(1))).isTrue();
    assertThat(progress.advance(tick(2))).isTrue();
    assertThat(progress.advance(tick(5))).isTrue();
    assertThat(s3.keys()).containsExactly("data/runs/bookshop/run.json");
  }

  /** Who worked on it may have died before it sent the next one. */
  @Test
  void theSameTickOnceMoreGoesOn() {
    progress.advance(tick(3));

    assertThat(progress.advance(tick(3))).isTrue();
  }

  @Test
  void aTickThatTheRunHasPassedEnds() {
    progress.advance(tick(3));

    assertThat(progress.advance(tick(1))).isFalse();
    assertThat(progress.advance(tick(2))).isFalse();
    assertThat(progress.advance(tick(4))).isTrue();
  }

  @Test
  void aRunThatGoesOnAfterAnotherIsNoCopy() {
    progress.advance(tick(3));

    assertThat(progress.advance(tick("other", 1))).isTrue();
  }

  /** R10: written, but not seen for a while. */
  @Test
  void whatIsNotSeenYetIsWaitedFor() {
    progress.advance(tick(1));
    s3.hide("data", "runs/");

    assertThatThrownBy(() -> progress.advance(tick(2))).isInstanceOf(NotYet.class);
    assertThat(s3.puts()).isLessThan(10);

    s3.show();
    assertThat(progress.advance(tick(2))).isTrue();
  }

  @Test
  void whoLosesAgainstALaterTickEnds() {
    progress.advance(tick(1));
    s3.failPuts(FakeS3.Fault.LOST_ANSWER);

    assertThat(progress.advance(tick(2))).isTrue();
    assertThat(progress.advance(tick(1))).isFalse();
  }

  @Test
  void aRecordThatIsNoneOfOursIsNamed() {
    s3.upload("data", "runs/bookshop/run.json", "", TIME);

    assertThatThrownBy(() -> progress.advance(tick(1)))
        .hasMessageContaining("runs/bookshop/run.json is no record of a training run");
  }

  private static Tick tick(int number) {
    return tick("", number);
  }

  private static Tick tick(String chain, int number) {
    return new Tick(
        "bookshop",
        "run",
        chain,
        number,
        TIME,
        Bookshop.CONFIG,
        null,
        0,
        TIME,
        TIME,
        false,
        false,
        Announced.NOTHING,
        Map.of(),
        null);
  }
}
