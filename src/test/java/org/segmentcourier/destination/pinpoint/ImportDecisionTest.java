package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.ImportFile;
import org.segmentcourier.destination.ImportTick;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.pinpoint.model.BadRequestException;
import software.amazon.awssdk.services.pinpoint.model.ForbiddenException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;

class ImportDecisionTest {

  private static final Instant NOW = Instant.parse("2026-11-24T10:15:00Z");
  private static final String ME = "me";

  private final ImportDecision decision =
      new ImportDecision(2, Duration.ofHours(6), Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void anUnclaimedFileIsClaimed() {
    assertThat(next(tick(), file(), null)).isEqualTo(new ImportStep.Take(file()));
  }

  @Test
  void aClaimOfMyOwnIsUsed() {
    assertThat(next(tick(), file(), claim(ME, "", 0)))
        .isEqualTo(new ImportStep.Start(claim(ME, "", 0), file()));
  }

  @Test
  void aJobThatWasStartedUnderMyClaimIsAdoptedAndNotRepeated() {
    var step =
        next(tick(), file(), claim(ME, "", 0), job("j2", "CREATED", 2), job("j1", "CREATED", 1));

    assertThat(step).isEqualTo(new ImportStep.Adopt(claim(ME, "", 0), "j1"));
  }

  @Test
  void aFreshClaimOfSomebodyElseIsLeftAlone() {
    assertThat(next(tick(), file(), claim("you", "", 299)))
        .asInstanceOf(type(ImportStep.Next.class))
        .extracting(ImportStep.Next::reason)
        .asString()
        .contains("another container");
  }

  @Test
  void aStaleClaimIsTakenOver() {
    var stale = claim("you", "", 300);

    assertThat(next(tick(), file(), stale)).isEqualTo(new ImportStep.TakeOver(stale));
  }

  @Test
  void aUsedClaimIsFollowed() {
    var step = next(tick(), file(), claim("you", "j1", 0), job("j1", "PROCESSING", 1));

    assertThat(ticks(step)).extracting(ImportTick::job).containsExactly("j1");
  }

  /** R19: a container that was stopped between looking and starting comes back late. */
  @Test
  void aSecondJobOfTheSameClaimIsWatchedToBeWithdrawn() {
    var step =
        next(tick(), file(), claim(ME, "j1", 0), job("j1", "CREATED", 1), job("j2", "CREATED", 2));

    assertThat(ticks(step)).extracting(ImportTick::job).containsExactly("j1", "j2");
    assertThat(ticks(step)).extracting(ImportTick::surplus).containsExactly(false, true);
    assertThat(ticks(step)).extracting(ImportTick::deduplicationId).doesNotHaveDuplicates();
  }

  @Test
  void aSurplusJobsSegmentIsDeletedOnceItHasEnded() {
    var tick = tick().watchingSurplus("j2", NOW, NOW.plusSeconds(60));

    assertThat(decision.watch(tick, Optional.of(job("j2", "COMPLETED", 1))))
        .asInstanceOf(type(ImportStep.Withdraw.class))
        .extracting(ImportStep.Withdraw::segmentId)
        .isEqualTo("segment-j2");
  }

  @Test
  void aFailedImportIsNotRepeatedByTheSamePut() {
    var step = next(tick(), file(), claim("you", "j1", 0), job("j1", "FAILED", 1));

    assertThat(ticks(step)).extracting(ImportTick::job).containsExactly("j1");
  }

  @Test
  void aFailedImportIsRepeatedByANewPut() {
    var later = fileOf(5, NOW.minusSeconds(1));

    assertThat(next(tick(), later, claim("you", "j1", 0), job("j1", "FAILED", 1)))
        .isEqualTo(new ImportStep.Renew(claim("you", "j1", 0), later));
  }

  @Test
  void aSuccessfulImportIsNotRepeatedByANewPut() {
    var later = fileOf(5, NOW.minusSeconds(1));
    var step = next(tick(), later, claim("you", "j1", 0), job("j1", "COMPLETED", 1));

    assertThat(ticks(step)).extracting(ImportTick::job).containsExactly("j1");
  }

  @Test
  void whenTheLimitIsReachedNothingIsClaimedOrStarted() {
    var others = List.of(job("a", "PROCESSING", 1), job("b", "PENDING_JOB", 1));

    var unclaimed =
        decision.next(tick(), Optional.of(file()), Optional.empty(), others, List.of(), ME);
    var mine =
        decision.next(
            tick(), Optional.of(file()), Optional.of(claim(ME, "", 0)), others, List.of(), ME);

    assertThat(ticks(unclaimed)).hasSize(1);
    assertThat(ticks(mine)).extracting(ImportTick::holder).containsExactly(ME);
  }

  @Test
  void endedJobsDoNotCountTowardsTheLimit() {
    var others =
        List.of(job("a", "PROCESSING", 1), job("b", "COMPLETED", 1), job("c", "FAILED", 1));

    assertThat(decision.next(tick(), Optional.of(file()), Optional.empty(), others, List.of(), ME))
        .isInstanceOf(ImportStep.Take.class);
  }

  @Test
  void waitingForAPlaceEndsAtTheDeadline() {
    var others = List.of(job("a", "PROCESSING", 1), job("b", "PROCESSING", 1));
    var overdue = tick().watching("", NOW, NOW);

    assertThat(decision.next(overdue, Optional.of(file()), Optional.empty(), others, List.of(), ME))
        .isInstanceOf(ImportStep.Tell.class);
  }

  /** R10: an object that was put may not be seen at once. */
  @Test
  void aMissingFileIsLookedForAgainBeforeItIsDropped() {
    var first = next(tick(), null, null);
    var second = next(ticks(first).get(0), null, null);
    var third = next(ticks(second).get(0), null, null);

    assertThat(third).isEqualTo(new ImportStep.Drop("the file is gone"));
  }

  @Test
  void anEventOfAnOlderVersionIsDropped() {
    var last = tick().again(NOW).again(NOW);
    var newer = new ImportFile("import", "pinpoint/a.csv", "e2", 5, NOW, NOW);

    assertThat(next(last, newer, null))
        .asInstanceOf(type(ImportStep.Drop.class))
        .extracting(ImportStep.Drop::reason)
        .asString()
        .contains("replaced", "e2");
  }

  @Test
  void emptyAndTooLargeFilesAreTold() {
    assertThat(told(next(tick(), fileOf(0, NOW), null))).contains("it is empty");
    assertThat(told(next(tick(), fileOf((1L << 30) + 1, NOW), null))).contains("1073741824");
  }

  @Test
  void aRunningJobIsLookedAtAgain() {
    var step = decision.watch(watching(), Optional.of(job("j1", "PROCESSING", 1)));

    assertThat(ticks(step)).extracting(ImportTick::number).containsExactly(2);
  }

  @Test
  void aJobThatDoesNotEndIsGivenUpAtTheDeadline() {
    var overdue = tick().watching("j1", NOW, NOW);

    assertThat(told(decision.watch(overdue, Optional.of(job("j1", "PROCESSING", 1)))))
        .contains("not over at its deadline");
  }

  @Test
  void aJobThatIsGoneIsLookedForAgainBeforeItIsTold() {
    var step = decision.watch(watching(), Optional.empty());
    assertThat(step).isInstanceOf(ImportStep.Next.class);

    var last = watching().again(NOW).again(NOW).again(NOW).again(NOW).again(NOW).again(NOW);
    assertThat(told(decision.watch(last, Optional.empty()))).contains("no longer knows the job");
  }

  /** Defect 7 of the reference: a failed or partial import is reported as a success. */
  @Test
  void successPartAndFailureAreToldApart() {
    assertThat(status(job("j1", "COMPLETED", 1))).isEqualTo("IMPORT COMPLETE");
    assertThat(status(jobWith("COMPLETED", 1))).isEqualTo("IMPORT PARTIAL");
    assertThat(status(jobWith("FAILED", 3))).isEqualTo("IMPORT FAILED");
  }

  @Test
  void addressesInFailuresAreNotTold() {
    var notification = ImportNotices.ended(watching(), jobWith("COMPLETED", 1));

    assertThat(notification.text()).contains("line 2: *** or *** is wrong");
    assertThat(notification.data().toString()).doesNotContain("example.com", "206");
  }

  @Test
  void throttlingAndLimitsAndNoAnswerAreWaitedOutWithGrowingPauses() throws Exception {
    var first = decision.afterFailure(tick(), ME, error(TooManyRequestsException.builder(), 429));
    var second = decision.afterFailure(ticks(first).get(0), ME, SdkClientException.create("lost"));
    var limit =
        decision.afterFailure(
            tick(), ME, error(BadRequestException.builder().message("Too many jobs"), 400));

    assertThat(pause(first)).isEqualTo(Duration.ofSeconds(2));
    assertThat(pause(second)).isEqualTo(Duration.ofSeconds(4));
    assertThat(limit).isInstanceOf(ImportStep.Next.class);
    assertThat(ticks(first)).extracting(ImportTick::holder).containsExactly(ME);
  }

  @Test
  void aFailureIsFoundInsideWhatCamelMakesOfIt() throws Exception {
    var throttled = error(TooManyRequestsException.builder(), 429);
    var wrapped = new IllegalStateException("expression failed", throttled);

    assertThat(decision.afterFailure(tick(), ME, wrapped)).isInstanceOf(ImportStep.Next.class);
  }

  @Test
  void aRefusalOfTheImportIsTold() throws Exception {
    var refusal = error(BadRequestException.builder().message("S3Url is malformed"), 400);

    assertThat(told(decision.afterFailure(tick(), ME, refusal))).contains("S3Url is malformed");
  }

  @Test
  void aLimitThatDoesNotPassIsNotWaitedFor() throws Exception {
    var refusal =
        error(BadRequestException.builder().message("SegmentName exceeds the limit of 64"), 400);

    assertThat(told(decision.afterFailure(tick(), ME, refusal))).contains("exceeds the limit");
  }

  /** R26: a missing permission is mended by the operator; the message then goes on. */
  @Test
  void aMissingPermissionStaysAFailure() {
    var forbidden = error(ForbiddenException.builder().message("mobiletargeting:…"), 403);

    assertThatThrownBy(() -> decision.afterFailure(tick(), ME, forbidden)).isSameAs(forbidden);
  }

  @Test
  void anEarlyTickOnlySendsTheNext() {
    var early = tick().again(NOW.plusSeconds(60));

    var next = ticks(decision.early(early)).get(0);

    assertThat(next.number()).isEqualTo(early.number() + 1);
    assertThat(next.attempt()).isEqualTo(early.attempt());
    assertThat(next.notBefore()).isEqualTo(early.notBefore());
  }

  private ImportStep next(ImportTick tick, ImportFile file, Claim claim, ImportJob... own) {
    var jobs = List.of(own);
    return decision.next(
        tick, Optional.ofNullable(file), Optional.ofNullable(claim), jobs, jobs, ME);
  }

  private static ImportTick tick() {
    return new ImportTick(
        "pinpoint",
        "import",
        "pinpoint/a.csv",
        "e1",
        "run",
        0,
        NOW.toEpochMilli(),
        0,
        NOW.plusSeconds(60).toEpochMilli(),
        "",
        "",
        false);
  }

  private static ImportTick watching() {
    return tick().watching("j1", NOW, NOW.plusSeconds(60));
  }

  private static ImportFile file() {
    return fileOf(5, NOW.minusSeconds(10));
  }

  private static ImportFile fileOf(long size, Instant put) {
    return new ImportFile("import", "pinpoint/a.csv", "e1", size, put, NOW);
  }

  private static Claim claim(String holder, String job, long heldForSeconds) {
    var held = NOW.minusSeconds(heldForSeconds);
    return new Claim("claims/1", "etag", holder, job, held, NOW.minusSeconds(10), held, List.of());
  }

  private static ImportJob job(String id, String status, long second) {
    return new ImportJob(
        id,
        "s3://import/pinpoint/a.csv",
        "a.csv",
        status,
        NOW.plusSeconds(second),
        3,
        0,
        List.of(),
        "segment-" + id);
  }

  private static ImportJob jobWith(String status, long failures) {
    return new ImportJob(
        "j1",
        "s3://import/pinpoint/a.csv",
        "a.csv",
        status,
        NOW,
        3,
        failures,
        List.of("line 2: jo@example.com or +1 (206) 555-0100 is wrong"),
        "segment-j1");
  }

  private String status(ImportJob job) {
    var step = (ImportStep.Tell) decision.watch(watching(), Optional.of(job));
    return step.notification().data().get("status").toString();
  }

  private static List<ImportTick> ticks(ImportStep step) {
    return ((ImportStep.Next) step).ticks();
  }

  private static Duration pause(ImportStep step) {
    return Duration.ofMillis(ticks(step).get(0).notBefore() - NOW.toEpochMilli());
  }

  private static String told(ImportStep step) {
    return ((ImportStep.Tell) step).notification().text();
  }

  private static AwsServiceException error(AwsServiceException.Builder builder, int status) {
    return builder.statusCode(status).build();
  }
}
