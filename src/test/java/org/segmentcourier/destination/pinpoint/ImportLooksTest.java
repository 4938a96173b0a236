package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.destination.Claim;
import org.segmentcourier.destination.Claims;
import org.segmentcourier.destination.ImportFiles;
import org.segmentcourier.destination.ImportTick;
import org.segmentcourier.destination.ImportTicks;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.fake.FakePinpoint;
import org.segmentcourier.fake.FakeS3;

class ImportLooksTest {

  private static final String KEY = "pinpoint/a.csv";
  private static final String URL = "s3://import/pinpoint/a.csv";

  private final FakeS3 s3 = new FakeS3();
  private final FakePinpoint pinpoint = new FakePinpoint();
  private final Claims claims = new Claims(new Records(s3, "data"));
  private final ImportLooks looks =
      new ImportLooks(
          new ImportFiles(s3), claims, new ImportJobs(pinpoint, pinpoint, "application", "role"));

  @Test
  void aFileThatIsNotThereIsAskedForNoFurther() {
    var look = looks.look(tick("e1"));

    assertThat(look).isEqualTo(new ImportLook.NotThere("the file is gone"));
    assertThat(pinpoint.calls()).isZero();
  }

  @Test
  void anUploadOfAnOlderVersionIsNotThere() {
    var etag = upload("Id\ne2\n");

    assertThat(looks.look(tick("older")))
        .asInstanceOf(type(ImportLook.NotThere.class))
        .extracting(ImportLook.NotThere::reason)
        .isEqualTo("the file was replaced, ETag is " + etag);
  }

  @Test
  void anUploadOfUnknownVersionIsTheOneThatIsThere() {
    var etag = upload("Id\ne1\n");

    assertThat(there(looks.look(tick(""))).file().etag()).isEqualTo(etag);
  }

  @Test
  void onlyJobsOfThisFileThatAreNotKnownToBeAnotherVersionsCanHaveComeOfTheClaim() {
    var first = claimed(upload("Id\ne1\n"));
    var others = pinpoint.plant(URL, "a.csv", "CREATED");
    claims.use(first, others);
    pinpoint.plant("s3://import/pinpoint/b.csv", "b.csv", "CREATED");
    pinpoint.plant(URL, "another name", "CREATED");
    var etag = upload("Id\ne2\n");
    claimed(etag);
    var lost = pinpoint.plant(URL, "a.csv", "CREATED");

    var look = there(looks.look(tick(etag)));

    assertThat(look.jobs()).hasSize(4);
    assertThat(look.own()).extracting(ImportJob::id).containsExactly(lost);
  }

  /**
   * The start of the version before may not have been answered, so that no record names its job.
   */
  @Test
  void aJobThatIsThereBeforeTheClaimIsTakenCantHaveComeOfIt() {
    claimed(upload("Id\ne1\n"));
    var unanswered = pinpoint.plant(URL, "a.csv", "CREATED");
    var etag = upload("Id\ne2\n");
    var before = there(looks.look(tick(etag)));
    claims.take(before.claim().takenBy("me", before.own().stream().map(ImportJob::id).toList()));

    assertThat(before.own()).extracting(ImportJob::id).containsExactly(unanswered);
    assertThat(there(looks.look(tick(etag))).own()).isEmpty();
  }

  @Test
  void theJobOfTheClaimComesFirstThenTheOldest() {
    var etag = upload("Id\ne1\n");
    var claim = claimed(etag);
    var oldest = pinpoint.plant(URL, "a.csv", "COMPLETED");
    var older = pinpoint.plant(URL, "a.csv", "FAILED");
    var claimed = pinpoint.plant(URL, "a.csv", "FAILED");
    claims.use(claim, claimed);

    assertThat(rivals(etag, claimed)).containsExactly(claimed, oldest, older);
  }

  @Test
  void aJobIsFoundThoughPinpointsClockIsBehindThatOfS3() {
    var etag = upload("Id\ne1\n");
    s3.pass(Duration.ofSeconds(50));
    claimed(etag);
    var started = pinpoint.plant(URL, "a.csv", "CREATED");

    var look = there(looks.look(tick(etag)));

    assertThat(look.own()).extracting(ImportJob::id).containsExactly(started);
  }

  @Test
  void aSecondJobOfAnImportThatHasEndedIsFound() {
    var etag = upload("Id\ne1\n");
    var first = imported(etag);
    var second = pinpoint.plant(URL, "a.csv", "CREATED");

    assertThat(rivals(etag, first)).containsExactly(first, second);
    assertThat(rivals("", first)).containsExactly(first, second);
  }

  @Test
  void aSecondJobIsFoundThoughTheFileIsGone() {
    var etag = upload("Id\ne1\n");
    var first = imported(etag);
    var second = pinpoint.plant(URL, "a.csv", "CREATED");
    s3.remove("import", KEY);

    assertThat(rivals(etag, first)).containsExactly(first, second);
    assertThat(rivals("", first)).isEmpty();
  }

  @Test
  void theJobOfTheNextVersionIsNotTakenForASecondOne() {
    var etag = upload("Id\ne1\n");
    var first = imported(etag);
    upload("Id\ne2\n");
    pinpoint.plant(URL, "a.csv", "CREATED");

    assertThat(rivals(etag, first)).containsExactly(first);
  }

  @Test
  void theJobOfTheNextPutIsNotTakenForASecondOne() {
    var etag = upload("Id\ne1\n");
    var first = imported(etag);
    var look = there(looks.look(tick(etag)));
    claims.take(look.claim().renewedBy("me", Instant.now(), List.of()));
    pinpoint.plant(URL, "a.csv", "CREATED");

    assertThat(rivals(etag, first)).isEmpty();
  }

  @Test
  void whileAJobRunsNoOtherIsLookedFor() {
    var etag = upload("Id\ne1\n");
    var first = imported(etag);
    pinpoint.change(first, "PROCESSING");
    int calls = pinpoint.calls();

    assertThat(looks.rivals(tick(etag).watching(first, Instant.MAX), find(first))).isEmpty();
    assertThat(pinpoint.calls()).isEqualTo(calls + 1); // by this test
  }

  /** The job that has imported a version. */
  private String imported(String etag) {
    var claim = claimed(etag);
    var job = pinpoint.plant(URL, "a.csv", "COMPLETED");
    claims.use(claim, job);
    return job;
  }

  private List<String> rivals(String etag, String job) {
    return looks.rivals(tick(etag).watching(job, Instant.MAX), find(job)).stream()
        .map(ImportJob::id)
        .toList();
  }

  private Optional<ImportJob> find(String job) {
    return new ImportJobs(pinpoint, pinpoint, "application", "role").find(job);
  }

  private Claim claimed(String etag) {
    claims.take(there(looks.look(tick(etag))).claim().takenBy("me", List.of()));
    return there(looks.look(tick(etag))).claim();
  }

  private String upload(String content) {
    return s3.upload("import", KEY, content, Instant.now());
  }

  private static ImportLook.There there(ImportLook look) {
    return (ImportLook.There) look;
  }

  private static ImportTick tick(String etag) {
    return new ImportTicks(Duration.ofHours(6), Clock.systemUTC())
        .first("pinpoint", new UploadEvent("import", KEY, etag, 5, "1"));
  }
}
