package org.segmentcourier.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Answers;
import org.segmentcourier.fake.ManualClock;

/** Ready is who gets answers from AWS. */
class AwsHealthCheckTest {

  private final ManualClock clock = new ManualClock();
  private final Answers s3 = new Answers("S3", clock);
  private final Answers sqs = new Answers("SQS", clock);
  private final AwsHealthCheck check = new AwsHealthCheck(Set.of(s3, sqs));

  @Test
  void itIsReadyAsLongAsNoServiceIsAway() {
    s3.came();

    assertThat(check.call().getState()).isEqualTo(State.UP);
  }

  @Test
  void itIsNotReadyWithoutOneOfThemAndSaysWhichAndWhy() {
    sqs.came();
    for (int i = 0; i < 3; i++) {
      s3.missing(clock.instant(), "HTTP status 503");
      clock.advance(Duration.ofSeconds(5));
    }

    var result = check.call();

    assertThat(result.getState()).isEqualTo(State.DOWN);
    assertThat(result.getDetails()).containsKey("S3").doesNotContainKey("SQS");
    assertThat(result.getDetails().get("S3"))
        .isEqualTo(
            "3 attempts since 2026-11-24T10:15:00Z got no answer; the last: HTTP status 503");

    s3.came();
    assertThat(check.call().getState()).as("it is ready again").isEqualTo(State.UP);
  }

  @Test
  void aContainerIsNotStartedAnewForIt() {
    assertThat(check.isLiveness()).isFalse();
    assertThat(check.isReadiness()).isTrue();
  }
}
