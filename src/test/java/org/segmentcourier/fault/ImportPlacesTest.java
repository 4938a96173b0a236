package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.sandbox.front.Call;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/** Twenty files at once, two places, two instances; and somebody else imports something, too. */
@LongRun
@Tag("R14")
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ImportPlacesTest {

  private static final int FILES = 20;
  private static final int PLACES = 2;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("import-places", 2).with("IMPORTS_CONCURRENT", String.valueOf(PLACES));

  private final Aws aws = system.aws();

  /** When something ran. */
  private record Span(Instant from, Instant to) {}

  @Test
  void neverMoreImportsRunAtOnceThanThereArePlaces() {
    // More than the application is told that there are: only it keeps to two.
    system.control().tune("mobiletargeting", Map.of("importLimit", 10, "pace", 300));
    aws.put(aws.importBucket(), "others/theirs.csv", file("theirs"));
    startTheirs();

    IntStream.range(0, FILES)
        .forEach(
            i -> aws.put(aws.importBucket(), "pinpoint/f%02d.csv".formatted(i), file("f" + i)));

    await("all imports")
        .atMost(Duration.ofMinutes(6))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> completed() == FILES + 1);
    assertThat(aws.importJobs()).hasSize(FILES + 1);
    assertThat(mostAtOnce(aws.importJobs().stream().map(ImportPlacesTest::span).toList()))
        .isEqualTo(PLACES);
    assertThat(system.control().calls("mobiletargeting:CreateImportJob"))
        .extracting(Call::status)
        .as("nobody had to be refused")
        .containsOnly(201);
    IntStream.range(0, FILES).forEach(i -> system.toldOfImport("pinpoint/f%02d.csv".formatted(i)));
  }

  private void startTheirs() {
    aws.pinpoint()
        .createImportJob(
            request ->
                request
                    .applicationId(aws.project())
                    .importJobRequest(
                        job ->
                            job.s3Url("s3://" + aws.importBucket() + "/others/theirs.csv")
                                .format("CSV")
                                .defineSegment(true)
                                .segmentName("theirs")
                                .roleArn(aws.output("PinpointRoleArn"))));
  }

  private long completed() {
    return aws.importJobs().stream().filter(job -> job.jobStatus() == JobStatus.COMPLETED).count();
  }

  private static Span span(ImportJobResponse job) {
    return new Span(
        OffsetDateTime.parse(job.creationDate()).toInstant(),
        OffsetDateTime.parse(job.completionDate()).toInstant());
  }

  /** As many as run at the moment when one of them begins. */
  private static long mostAtOnce(List<Span> spans) {
    return spans.stream()
        .mapToLong(
            one ->
                spans.stream()
                    .filter(other -> !other.from().isAfter(one.from()))
                    .filter(other -> other.to().isAfter(one.from()))
                    .count())
        .max()
        .orElse(0);
  }

  private static String file(String prefix) {
    return "Id,ChannelType,Address,User.UserId\n%1$s-1,EMAIL,%1$s@example.com,%1$s\n"
        .formatted(prefix);
  }
}
