package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.segmentcourier.destination.pinpoint.SampleImport.DEADLINE;
import static org.segmentcourier.destination.pinpoint.SampleImport.ME;
import static org.segmentcourier.destination.pinpoint.SampleImport.NOW;
import static org.segmentcourier.destination.pinpoint.SampleImport.claim;
import static org.segmentcourier.destination.pinpoint.SampleImport.decisionAt;
import static org.segmentcourier.destination.pinpoint.SampleImport.job;
import static org.segmentcourier.destination.pinpoint.SampleImport.lookAmong;
import static org.segmentcourier.destination.pinpoint.SampleImport.next;
import static org.segmentcourier.destination.pinpoint.SampleImport.tick;
import static org.segmentcourier.destination.pinpoint.SampleImport.told;
import static org.segmentcourier.destination.pinpoint.SampleImport.watching;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.ImportTick;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.ForbiddenException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;

/** A failed call is waited out, told, or left to the queue. */
class ImportFailureTest {

  private static final Exception THROTTLED = error(TooManyRequestsException.builder(), 429);
  private static final Exception LOST = SdkClientException.create("lost");

  private final ImportDecision decision = SampleImport.decision();

  @Test
  void throttlingAndNoAnswerAreWaitedOutWithGrowingPauses() throws Exception {
    var first = next(after(tick(), THROTTLED));
    var second = next(after(first, LOST));

    assertThat(Stream.of(first, second).map(ImportFailureTest::pause))
        .containsExactly(Duration.ofSeconds(2), Duration.ofSeconds(4));
    assertThat(first.holder()).isEqualTo(ME);
  }

  @Test
  void aLimitThatPassesIsWaitedFor() throws Exception {
    var limit = error(BadRequestException.builder().message("Too many jobs"), 400);

    assertThat(after(tick(), limit)).isInstanceOf(ImportStep.Next.class);
  }

  @Test
  void aLimitThatDoesNotPassIsNotWaitedFor() throws Exception {
    var refusal =
        error(BadRequestException.builder().message("SegmentName exceeds the limit of 64"), 400);

    assertThat(told(after(tick(), refusal))).contains("exceeds the limit");
  }

  /** The account may have fewer places than are configured here. */
  @Test
  void whileRefusalsForTheLimitComeWithOtherJobsTheDeadlineBeginsAnew() throws Exception {
    var look = lookAmong(claim(ME, "", 0), job("a", "PROCESSING"));
    var later = NOW.plus(DEADLINE);

    var step = decisionAt(later).afterFailure(tick(), look, null, ME, THROTTLED);

    assertThat(next(step).waiting().deadline()).isEqualTo(later.plus(DEADLINE));
  }

  @Test
  void aFailureThatDoesNotPassIsToldAtTheDeadline() throws Exception {
    var look = lookAmong(claim(ME, "", 0), job("a", "PROCESSING"));

    var step = decisionAt(NOW.plus(DEADLINE)).afterFailure(tick(), look, null, ME, LOST);

    assertThat(told(step)).contains("given up at its deadline; the last answer was: lost");
  }

  /** R19: it may have made a job, which another container at the same tick does not look for. */
  @Test
  void afterAStartThatFailedOneLooksAgainThoughTheQueueDropsATickTwice() throws Exception {
    var claim = claim(ME, "", 0);
    var start = new ImportStep.Start(claim, SampleImport.file());

    var step = decision.afterFailure(tick(), lookAmong(claim), start, ME, LOST);

    assertThat(next(step).deduplicationId())
        .isNotEqualTo(next(after(tick(), LOST)).deduplicationId());
  }

  @Test
  void aFailureIsFoundInsideWhatCamelMakesOfIt() throws Exception {
    var wrapped = new IllegalStateException("expression failed", THROTTLED);

    assertThat(after(watching(), wrapped)).isInstanceOf(ImportStep.Next.class);
  }

  @Test
  void aRefusalOfTheImportIsTold() throws Exception {
    var refusal = error(BadRequestException.builder().message("S3Url is malformed"), 400);

    assertThat(told(after(tick(), refusal))).contains("S3Url is malformed");
  }

  /** R26: a missing permission is mended by the operator; the message then goes on. */
  @Test
  void aMissingPermissionStaysAFailure() {
    var forbidden = error(ForbiddenException.builder().message("mobiletargeting:…"), 403);

    assertThatThrownBy(() -> after(tick(), forbidden)).isSameAs(forbidden);
  }

  private ImportStep after(ImportTick tick, Exception failure) throws Exception {
    return decision.afterFailure(tick, null, null, ME, failure);
  }

  private static Duration pause(ImportTick tick) {
    return Duration.between(NOW, tick.waiting().notBefore());
  }

  private static AwsServiceException error(AwsServiceException.Builder builder, int status) {
    return builder.statusCode(status).build();
  }
}
