package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.Warnings;

/**
 * An import that doesn't go well stands out in the log, as in the notification: what, where, why.
 */
class ImportLogTest extends ImportRoutesTest {

  private final Warnings warnings = new Warnings("look-at-import");

  @AfterEach
  void listenNoMore() {
    warnings.close();
  }

  @Test
  void aFailedImportIsLoggedAndToldWithTheWrongColumn() {
    pinpoint.endJobs(job -> job.jobStatus("FAILED").failures("no field 'Adress'"));

    upload(KEY, "Id,Adress\ne1,jo@example.com\n");

    var column = "line 1, column 2: endpoints have no Adress; did you mean Address?";
    await().until(() -> sns.published().size() == 1);
    assertThat(warnings.messages())
        .singleElement()
        .asString()
        .contains("IMPORT FAILED", "key=" + KEY, column);
    assertThat(sns.published().get(0).message())
        .contains("Rows: none was read", column, "no field ***", "User.UserAttributes.<name>")
        .doesNotContain("jo@example.com");
  }

  @Test
  void aFileWithoutAHeaderIsToldSoWithoutItsValues() {
    pinpoint.endJobs(job -> job.jobStatus("FAILED"));

    upload(KEY, "u1,Smith,jo@example.com\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(warnings.messages())
        .singleElement()
        .asString()
        .contains("is it a header line?")
        .doesNotContain("Smith");
    assertThat(sns.published().get(0).message()).doesNotContain("Smith");
  }

  @Test
  void aPartialImportIsLoggedWithItsCountsAndTheFirstFailure() {
    pinpoint.endJobs(
        job ->
            job.jobStatus("COMPLETED")
                .totalProcessed(3)
                .totalFailures(1)
                .failures("line 2: jo@example.com is no address"));

    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(warnings.messages())
        .singleElement()
        .asString()
        .contains("IMPORT PARTIAL", "1 of 3 rows failed", "line 2: *** is no address");
  }

  @Test
  void anEmptyFileIsLoggedWithTheReason() {
    upload(KEY, "");

    await().until(() -> sns.published().size() == 1);
    assertThat(warnings.messages()).singleElement().asString().contains(KEY, "it is empty");
  }

  @Test
  void anImportThatGoesWellIsNoWarning() {
    upload(KEY, "Id\ne1\n");

    await().until(() -> sns.published().size() == 1);
    assertThat(warnings.messages()).isEmpty();
  }
}
