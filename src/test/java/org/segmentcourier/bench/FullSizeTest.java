package org.segmentcourier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.fault.LongRun;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * A segment of five million users, from the file of ten million endpoints to the segment in
 * Pinpoint, in a container whose heap has 512 MB.
 */
@LongRun
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class FullSizeTest {

  private static final Logger LOG = LoggerFactory.getLogger(FullSizeTest.class);

  private static final long MEGABYTE = 1 << 20;

  /** Half of it for the heap; the engine of the refresh, and what is mapped, take the rest. */
  private static final long RESIDENT = 1024 * MEGABYTE;

  private static final Duration DELIVERY = Duration.ofMinutes(10);
  private static final Duration IMPORT = Duration.ofMinutes(30);

  @RegisterExtension static final EndToEnd system = EndToEnd.alone("full-size").lasting();

  @Test
  void aSegmentOfFiveMillionUsersIsDeliveredFromTheDirectory() throws IOException, SQLException {
    var full = new FullSize(system);
    var vitals = system.application().vitals();
    full.endpoints();

    long start = System.nanoTime();
    full.makeDirectory();
    long refreshed = System.nanoTime();
    long ofRefresh = vitals.mostResident();
    LOG.info("directory made residentMegabytes={}", ofRefresh / MEGABYTE);
    var job = full.plant("full-size", FullSize.USERS);
    system.otherJobs().endpoints(full.endpoints(), IMPORT); // Pinpoint imports what it knows
    int files = vitals.openFiles().size();

    long announced = System.nanoTime();
    system.otherJobs().announce(job, "ACTIVE");
    await("the delivery").atMost(DELIVERY).until(() -> system.hasMail(job + " is delivered."));
    long delivered = System.nanoTime();
    LOG.info("delivered residentMegabytes={}", vitals.mostResident() / MEGABYTE);
    var expected = full.expected(FullSize.USERS);
    assertThat(full.published(job)).isEqualTo(expected);
    await("the import").atMost(IMPORT).until(() -> imported(expected.count()));
    system.mail("s3://%s/pinpoint/".formatted(system.aws().importBucket()));

    LOG.info(
        "full size users={} rows={} refreshSeconds={} deliverySeconds={} importSeconds={}"
            + " refreshResidentMegabytes={} residentMegabytes={} openFiles={}, {} before",
        FullSize.USERS,
        expected.count(),
        TimeUnit.NANOSECONDS.toSeconds(refreshed - start),
        TimeUnit.NANOSECONDS.toSeconds(delivered - announced),
        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - delivered),
        ofRefresh / MEGABYTE,
        vitals.mostResident() / MEGABYTE,
        vitals.openFiles().size(),
        files);
    assertThat(vitals.mostResident()).as("bytes of memory at most").isLessThan(RESIDENT);
    assertThat(system.errors()).isEmpty();
    system.eventually(
        "deleted files to be closed",
        () -> vitals.openFiles().stream().noneMatch(file -> file.endsWith(" (deleted)")));
  }

  private static boolean imported(long rows) {
    return system.aws().importJobs().stream()
        .filter(job -> job.definition().segmentName() != null)
        .filter(job -> job.jobStatus() == JobStatus.COMPLETED)
        .anyMatch(job -> job.totalProcessed() == rows && job.totalFailures() == 0);
  }
}
