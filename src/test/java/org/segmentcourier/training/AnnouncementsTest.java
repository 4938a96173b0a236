package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.training.RunBench.reasons;

import org.junit.jupiter.api.Test;

/** Each state change is announced once. */
class AnnouncementsTest {

  private final RunBench bench = new RunBench();

  @Test
  void activeIsAnnouncedWithItsDurationAndOnce() {
    bench.run();

    assertThat(bench.look().changes()).isEmpty();
    assertThat(bench.announced.get("Batch Segment Job ACTIVE")).isEqualTo(30);
    assertThat(bench.announced).doesNotContainKey("Schema ACTIVE").containsKey("Schema CREATING");
  }

  @Test
  void aJobThatFailsInTheRunIsItsFailureAndAnnounced() {
    bench.run(30, "batch-segment-job/");

    assertThat(reasons(bench.look().outcome()))
        .singleElement()
        .asString()
        .contains("is CREATE FAILED: bad luck");
    assertThat(bench.tick().announced().statuses()).containsValue("FAILED");
  }

  /** The largest configuration that Personalize's quotas allow, see SQS's limit of 1 MiB. */
  @Test
  void theMessageOfARunStaysSmallHoweverMuchTheRunMakes() {
    bench.personalize.limitPendingJobs(5);
    Largest.put(bench.s3, 10, 50);

    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);

    assertThat(bench.personalize.resources.keySet())
        .filteredOn(arn -> arn.contains("batch-segment-job/"))
        .hasSize(500);
    assertThat(bench.times("Batch Segment Job ACTIVE")).isEqualTo(500);
    assertThat(bench.longestMessage).isLessThan(10_000);
  }

  @Test
  void theMessageOfARunStaysSmallThoughEverythingIsRefused() {
    Largest.put(bench.s3, 10, 50);
    bench.personalize.refuse("CreateBatchSegmentJob", "no".repeat(2000));

    assertThat(reasons(bench.run())).hasSizeGreaterThan(100);

    assertThat(bench.longestMessage).isLessThan(250_000);
  }

  /** Who made it has died before it could say so, and nobody else looked for hours. */
  @Test
  void whatWasMadeButNotAnnouncedIsAnnouncedLater() {
    bench.look();
    var before = bench.tick();
    bench.personalize.finish();
    bench.look();
    bench.announced.clear();
    bench.personalize.finish();
    bench.s3.pass(3 * 3600);

    bench.restart(before);
    bench.look();

    assertThat(bench.announced).containsKeys("Dataset Group ACTIVE", "Dataset ACTIVE");
  }

  @Test
  void whatWasAnnouncedIsNotAnnouncedAgainHoursLater() {
    bench.run();
    bench.announced.clear();
    bench.s3.pass(3 * 3600);

    bench.look();
    bench.look();

    assertThat(bench.announced).isEmpty();
  }

  /** The run that began the job was given up before it ended: nobody has said that it did. */
  @Test
  void aJobThatOutlivedItsRunIsAnnouncedByTheNextAndOnce() {
    bench.runUntil("Batch Segment Job CREATING");
    bench.s3.pass(25 * 3600);
    bench.personalize.finish();
    bench.s3.pass(600);
    bench.uploadAgain();

    assertThat(bench.run()).isInstanceOf(Outcome.Complete.class);
    bench.look();

    assertThat(bench.times("Batch Segment Job ACTIVE")).isEqualTo(1);
    assertThat(bench.times("Solution Version ACTIVE")).isEqualTo(1);
  }
}
