package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;

class ImportsRouteTest extends ImportRoutesTest {

  @Test
  void aFileIsImportedUnderItsNameAndPeopleAreTold() {
    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    var request = pinpoint.started().get(0).importJobRequest();
    assertThat(request.s3Url()).isEqualTo("s3://import/" + KEY);
    assertThat(request.segmentName()).isEqualTo("ITEMSgenresAction_20261124-101500.csv");
    assertThat(request.formatAsString()).isEqualTo("CSV");
    assertThat(request.defineSegment()).isTrue();
    assertThat(request.registerEndpoints()).isTrue();
    assertThat(sns.published().get(0).message()).contains("IMPORT COMPLETE");
    await().until(sqs::isDrained);
  }

  @Test
  void ticksSayTimesAsText() {
    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(sqs.sentTo(IMPORTS))
        .allSatisfy(
            tick ->
                assertThat(tick.messageBody()).containsPattern("\"deadline\":\"\\d{4}-\\d\\d-"));
  }

  @Test
  void theSameEventTwiceStartsOneImport() {
    upload(KEY, "Id\ne1\n");
    await().until(() -> sns.published().size() == 1);

    upload(KEY, "Id\ne1\n", Instant.EPOCH);

    await().until(sqs::isDrained);
    assertThat(pinpoint.started()).hasSize(1);
    assertThat(sns.published()).hasSize(1);
  }

  /** Defect 7 of the reference: a failed or partial import is reported as a success. */
  @Test
  void aFailedImportIsToldAsFailed() {
    pinpoint.endJobs(job -> job.jobStatus("FAILED").totalProcessed(3).totalFailures(3));

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(sns.published().get(0).message())
        .contains("IMPORT FAILED")
        .doesNotContain("IMPORT COMPLETE");
  }

  /** Defect 7 of the reference: a failed or partial import is reported as a success. */
  @Test
  void aPartialImportIsToldWithItsCountsAndNoAddress() {
    pinpoint.endJobs(
        job ->
            job.jobStatus("COMPLETED")
                .totalProcessed(3)
                .totalFailures(1)
                .failures("line 2: jo@example.com is no address"));

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(sns.published().get(0).message())
        .contains("IMPORT PARTIAL", "1 of 3 rows failed", "line 2: *** is no address")
        .doesNotContain("jo@example.com");
  }

  @Test
  void aCallWithoutAnswerIsNotRepeatedButItsJobAdopted() {
    pinpoint.loseAnswer();

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(pinpoint.started()).hasSize(1);
    assertThat(sns.published().get(0).message()).contains("IMPORT COMPLETE");
  }

  @Test
  void aFileIsImportedThoughTheStartOfTheOneBeforeItWasNotAnswered() {
    pinpoint.loseAnswer();
    upload(KEY, "Id\ne1\n");
    await().until(() -> pinpoint.started().size() == 1);

    upload(KEY, "Id\ne2\n");

    await().until(() -> sns.published().size() == 1);
    await().atMost(Duration.ofMinutes(1)).until(sqs::isDrained); // the first looks for its file
    assertThat(pinpoint.started()).hasSize(2);
  }

  @Test
  void aRefusalForALimitIsWaitedOut() {
    pinpoint.refuseStarts(
        (TooManyRequestsException)
            TooManyRequestsException.builder().statusCode(429).message("slow down").build());

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(sns.published().get(0).message()).contains("IMPORT COMPLETE");
  }

  @Test
  void aRefusalOfTheFileIsTold() {
    pinpoint.refuseStarts(
        (BadRequestException)
            BadRequestException.builder().statusCode(400).message("role is wrong").build());

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(sns.published().get(0).message()).contains("role is wrong");
    assertThat(pinpoint.started()).isEmpty();
    await().until(sqs::isDrained);
  }

  @Test
  void othersJobsCountTowardsTheLimit() {
    var first = pinpoint.plant("s3://elsewhere/a.csv", "a.csv", "PROCESSING");
    pinpoint.plant("s3://elsewhere/b.csv", "b.csv", "PROCESSING");

    upload(KEY, "Id\ne1\n");
    await().until(() -> sqs.sentTo(IMPORTS).size() > 3);
    assertThat(pinpoint.started()).isEmpty();
    pinpoint.change(first, "COMPLETED");

    await().until(() -> sns.published().size() == 1);
    assertThat(pinpoint.started()).hasSize(1);
  }

  @Test
  void aFailedImportIsTriedAgainWhenTheSameFileIsPutAgain() {
    pinpoint.endJobs(job -> job.jobStatus("FAILED"));
    upload(KEY, "Id\ne1\n", Instant.now().minusSeconds(60));
    await().until(() -> sns.published().size() == 1);
    pinpoint.endJobs(job -> job.jobStatus("COMPLETED"));

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 2);
    assertThat(sns.published().get(1).message()).contains("IMPORT COMPLETE");
    assertThat(pinpoint.started()).hasSize(2);
  }

  @Test
  void aChangedFileIsImportedThoughItsPredecessorIsOfTheSameMinute() {
    upload(KEY, "Id\ne1\n");
    await().until(() -> sns.published().size() == 1);

    upload(KEY, "Id\ne2\n");

    await().until(() -> sns.published().size() == 2);
    assertThat(pinpoint.started()).hasSize(2);
    assertThat(pinpoint.deletedSegments()).isEmpty();
  }

  /** Else an opt-out that came with the earlier content would be lost, and nobody told. */
  @Test
  void anEarlierContentIsImportedOnceMoreWhenItIsPutOnceMore() {
    var now = Instant.now();
    upload(KEY, "Id,OptOut\ne1,ALL\n", now.minusSeconds(60));
    await().until(() -> sns.published().size() == 1);
    upload(KEY, "Id,OptOut\ne1,NONE\n", now.minusSeconds(40));
    await().until(() -> sns.published().size() == 2);

    upload(KEY, "Id,OptOut\ne1,ALL\n", now.minusSeconds(20));
    await().until(() -> sns.published().size() == 3);
    tellOfUpload(KEY, now.minusSeconds(60));
    tellOfUpload(KEY, now.minusSeconds(20));

    await().until(sqs::isDrained);
    assertThat(pinpoint.started()).hasSize(3);
    assertThat(pinpoint.deletedSegments()).isEmpty();
    assertThat(sns.published()).hasSize(3);
  }

  /** In which order Pinpoint lists jobs, and so where those that run are, it does not say. */
  @Test
  void whatAProjectHasImportedBeforeIsReadThreeTimes() {
    for (int job = 0; job < 5_000; job++) {
      pinpoint.plant("s3://elsewhere/a.csv", "a.csv", "COMPLETED");
    }

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    int pages = 26; // of 200 jobs
    int startAndWatch = 2;
    assertThat(pinpoint.calls()).isBetween(3 * (pages - 1), 3 * pages + startAndWatch);
  }

  @Test
  void anEmptyFileIsTold() {
    upload(KEY, "");

    await().until(() -> sns.published().size() == 1);
    assertThat(sns.published().get(0).message()).contains("it is empty");
    assertThat(pinpoint.started()).isEmpty();
  }

  @Test
  void eachPutOfAFileOfAnotherFormatIsToldOnceAndNotImported() {
    upload("pinpoint/endpoints.csv.gz", "hello", Instant.EPOCH);
    tellOfUpload("pinpoint/endpoints.csv.gz", Instant.EPOCH);
    assertThat(sns.published()).hasSize(1);
    upload("pinpoint/endpoints.csv.gz", "hello", Instant.EPOCH.plusSeconds(1));

    assertThat(sqs.sentTo(IMPORTS)).isEmpty();
    assertThat(sns.published()).hasSize(2);
    assertThat(sns.published().get(0).subject())
        .isEqualTo("segment-courier: not imported: endpoints.csv.gz");
    assertThat(sns.published().get(0).message())
        .contains("s3://import/pinpoint/endpoints.csv.gz", "neither in .csv nor in .json")
        .contains("no compressed file");
  }

  /** Defect 8 of the reference: keys are not decoded. */
  @Test
  void aKeyWithSpacesAndOtherLettersReachesPinpointAsItIs() {
    upload("pinpoint/Ciné + 100% アクション.csv", "Id\ne1\n");

    await().until(() -> pinpoint.started().size() == 1);
    var request = pinpoint.started().get(0).importJobRequest();
    assertThat(request.s3Url()).isEqualTo("s3://import/pinpoint/Ciné + 100% アクション.csv");
    assertThat(request.segmentName()).isEqualTo("Ciné + 100% アクション.csv");
  }
}
