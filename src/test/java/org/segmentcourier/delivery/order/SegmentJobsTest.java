package org.segmentcourier.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.aws.S3Location;
import org.segmentcourier.delivery.KnownJobs;

class SegmentJobsTest {

  private final KnownJobs known = new KnownJobs();
  private final SegmentJobs jobs = new SegmentJobs(known);

  @Test
  void aFinishedJobTellsWhereItsOutputIs() {
    var job = jobs.describe(Order.of(known.add("good")));

    assertThat(job.name()).isEqualTo("good");
    assertThat(job.created()).isEqualTo(Instant.parse("2026-11-24T10:15:00Z"));
    assertThat(job.output())
        .isEqualTo(new S3Location("personalize-data", "batch/group/solution/good/"));
    assertThat(job.delivery()).isEqualTo("good_20261124-101500");
    assertThat(job.failed()).isFalse();
  }

  @Test
  void aJobTellsWhichModelMadeItAndHowOldThatWas() {
    var job = jobs.describe(Order.of(known.add("good")));

    assertThat(job.solutionVersion())
        .isEqualTo(
            new SolutionVersion(
                KnownJobs.VERSION, Instant.parse("2026-11-21T10:15:00Z"), Duration.ofDays(3)));
    assertThat(job.ended()).isEqualTo(Instant.parse("2026-11-24T10:45:00Z"));
  }

  @Test
  void aJobWhoseSolutionIsDeletedTellsItsModelAndNoAge() {
    known.forgetSolution();

    var job = jobs.describe(Order.of(known.add("good")));

    assertThat(job.solutionVersion()).isEqualTo(new SolutionVersion(KnownJobs.VERSION, null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE FAILED", "FAILED"})
  void aFailedJobTellsWhy(String status) {
    var job = jobs.describe(Order.of(known.add("bad", status)));

    assertThat(job.failed()).isTrue();
    assertThat(job.failure()).isEqualTo("No such filter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"CREATE PENDING", "CREATE IN_PROGRESS", "PENDING", "IN PROGRESS"})
  void aJobThatHasNotEndedIsForLater(String status) {
    var arn = known.add("slow", status);

    assertThatThrownBy(() -> jobs.describe(Order.of(arn)))
        .isInstanceOf(NotYet.class)
        .hasMessageContaining(status)
        .hasMessageContaining("ACTIVE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "job",
        "arn:aws:personalize:us-east-1:000000000000:batch-inference-job/x",
        "arn:aws:s3:::bucket"
      })
  void whatIsNoBatchSegmentJobIsUndeliverable(String arn) {
    assertThatThrownBy(() -> jobs.describe(Order.of(arn)))
        .isInstanceOf(Undeliverable.class)
        .hasMessageContaining("expected arn:aws:personalize:<region>:<account>:batch-segment-job/");
  }

  @Test
  void anUnknownJobIsUndeliverable() {
    var arn = "arn:aws:personalize:us-east-1:000000000000:batch-segment-job/unknown";

    assertThatThrownBy(() -> jobs.describe(Order.of(arn)))
        .isInstanceOf(Undeliverable.class)
        .hasMessageContaining("Personalize knows no batch segment job");
  }
}
