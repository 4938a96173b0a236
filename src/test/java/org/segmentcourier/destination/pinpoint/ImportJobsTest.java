package org.segmentcourier.destination.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.FakePinpoint;

class ImportJobsTest {

  private final FakePinpoint pinpoint = new FakePinpoint();
  private final FakePinpoint once = new FakePinpoint();
  private final ImportJobs jobs = new ImportJobs(pinpoint, once, "application", "role");

  @Test
  void jobsAreReadFromAllPages() {
    var planted =
        Stream.generate(() -> pinpoint.plant("s3://import/pinpoint/a.csv", "a.csv", "COMPLETED"))
            .limit(401)
            .toList();

    assertThat(jobs.all()).extracting(ImportJob::id).containsExactlyElementsOf(planted);
    assertThat(pinpoint.calls()).isEqualTo(3);
  }

  /** Made twice, since its answer was lost, it would make a second segment. */
  @Test
  void aStartIsACallThatIsMadeOnce() {
    jobs.start(SampleImport.file());

    assertThat(once.started()).hasSize(1);
    assertThat(pinpoint.calls()).isZero();
  }
}
