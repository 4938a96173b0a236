package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.ManualClock;

/** When a service is taken to be away. */
class AnswersTest {

  private final ManualClock clock = new ManualClock();
  private final Answers answers = new Answers("S3", clock);

  @Test
  void aServiceThatNobodyHasAskedIsNotAway() {
    assertThat(answers.silence()).isEmpty();
  }

  @Test
  void aServiceThatStumblesIsNotAway() {
    fail(3);

    assertThat(answers.silence()).as("within the time that calls take to get over it").isEmpty();
  }

  @Test
  void threeAttemptsWithinTenSecondsOrMoreSayThatItIs() {
    var began = answers.now();
    fail(2);
    clock.advance(Duration.ofSeconds(10));
    assertThat(answers.silence()).as("two attempts are not enough").isEmpty();
    answers.missing(answers.now(), "HTTP status 503");

    assertThat(answers.silence()).contains(new Answers.Silence(began, 3, "HTTP status 503"));
  }

  @Test
  void oneSlowAttemptCountsFromItsBeginning() {
    var began = answers.now();
    clock.advance(Duration.ofSeconds(20));
    answers.missing(began, "time-out");
    fail(2);

    assertThat(answers.silence()).isPresent();
  }

  @Test
  void anyAnswerSaysThatItIsBack() {
    fail(5);
    clock.advance(Duration.ofSeconds(60));
    fail(1);
    assertThat(answers.silence()).isPresent();

    answers.came();

    assertThat(answers.silence()).isEmpty();
  }

  @Test
  void whatNobodyAsksForIsNotKnownForLong() {
    fail(3);
    clock.advance(Duration.ofSeconds(89));
    assertThat(answers.silence()).isPresent();

    clock.advance(Duration.ofSeconds(1));

    assertThat(answers.silence()).isEmpty();
  }

  private void fail(int attempts) {
    for (int i = 0; i < attempts; i++) {
      answers.missing(answers.now(), "HTTP status 500");
    }
  }
}
