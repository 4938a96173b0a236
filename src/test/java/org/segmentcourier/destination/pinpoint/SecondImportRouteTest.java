package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.destination.Claims;
import org.segmentcourier.destination.ImportFiles;
import org.segmentcourier.destination.ImportTicks;

/**
 * A container is stopped just before it starts an import, another one does its work, and then it
 * comes back: of two segments one goes, and somebody is told.
 */
class SecondImportRouteTest extends ImportRoutesTest {

  private static final String NAME = KEY.substring(KEY.indexOf('/') + 1);

  SecondImportRouteTest() {
    sqs.deduplicate();
  }

  @Test
  @Tag("R19")
  void whatTheOneThatComesBackHasStartedIsWithdrawnByItself() {
    pinpoint.beforeStart(this::anotherImportsItAndIsDone);

    upload(KEY, "Id\ne1\n");

    await().until(() -> !pinpoint.deletedSegments().isEmpty());
    assertThat(pinpoint.deletedSegments()).containsExactly("segment-job-2");
    await().until(sqs::isDrained);
    assertThat(sns.published())
        .anySatisfy(
            mail -> assertThat(mail.message()).contains("imported into Amazon Pinpoint twice"));
  }

  /** A call may time out on its way, and take effect all the same. */
  @Test
  @Tag("R19")
  void soIsWhatItHasStartedWithoutKnowing() {
    pinpoint.beforeStart(this::anotherImportsItAndIsDone);
    pinpoint.loseAnswer();

    upload(KEY, "Id\ne1\n");

    await().until(() -> !pinpoint.deletedSegments().isEmpty());
    assertThat(pinpoint.deletedSegments()).containsExactly("segment-job-2");
    await().until(sqs::isDrained);
  }

  @Test
  @Tag("R19")
  void itStaysIfThatOfTheOtherHasFailed() {
    pinpoint.beforeStart(() -> anotherStartsIt("FAILED"));

    upload(KEY, "Id\ne1\n");

    await()
        .untilAsserted(
            () ->
                assertThat(sns.published())
                    .extracting(mail -> mail.subject())
                    .containsExactly("segment-courier: imported " + NAME));
    await().until(sqs::isDrained);
    assertThat(pinpoint.deletedSegments()).isEmpty();
  }

  private void anotherImportsItAndIsDone() {
    anotherStartsIt("COMPLETED");
  }

  /** Another container, at the same tick, starts the import and sees it to its end. */
  private void anotherStartsIt(String end) {
    var tick =
        new ImportTicks(Duration.ofHours(6), Clock.systemUTC())
            .read(sqs.sentTo(IMPORTS).get(0).messageBody());
    var file = new ImportFiles(s3).find(tick).orElseThrow();
    var claims = new Claims(new Records(s3, "data"));
    var job = pinpoint.plant("s3://import/" + KEY, NAME, end);
    assertThat(claims.use(claims.of("pinpoint", file), job)).isTrue();
    for (int number = 1; number < 100; number++) {
      sqs.know(IMPORTS, tick.run() + "-" + number);
    }
  }

  /** The one that came back has died before it could look again. */
  @Test
  @Tag("R19")
  void whatNobodyKnowsOfIsFoundWhenTheImportIsComplete() {
    pinpoint.endJobs(
        job -> {
          pinpoint.endJobs(others -> others.jobStatus("COMPLETED"));
          pinpoint.plant("s3://import/" + KEY, NAME, "CREATED");
          return job.jobStatus("COMPLETED");
        });

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 2);
    await().until(sqs::isDrained);
    assertThat(pinpoint.started()).hasSize(1);
    assertThat(pinpoint.deletedSegments()).containsExactly("segment-job-2");
    assertThat(sns.published())
        .extracting(mail -> mail.subject())
        .containsExactlyInAnyOrder(
            "segment-courier: imported " + NAME, "segment-courier: imported twice: " + NAME);
  }
}
