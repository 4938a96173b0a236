package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.Mail;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * An import job fails, loses rows, never ends, or is gone: that is told once, by the deadline, and
 * the same file put once more is imported.
 */
@LongRun
@Tag("R13")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class ImportFatesTest {

  private static final int DEADLINE = 20;

  /** A place that a job which never ends has is not free again; so there are more. */
  private static final int PLACES = 5;

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("import-fates")
          .with("IMPORTS_DEADLINE", DEADLINE + "s")
          .with("IMPORTS_CONCURRENT", String.valueOf(PLACES));

  private final Aws aws = system.aws();

  @ParameterizedTest
  @CsvSource({
    "fail, import failed:",
    "partial, imported in part:",
    "stuck, import failed:",
    "vanish, import failed:"
  })
  void itIsToldOnceAndAnotherPutIsImported(String fate, String subject) throws IOException {
    system
        .control()
        .tune("mobiletargeting", Map.of("importLimit", PLACES, "nextImports", List.of(fate)));
    var name = fate + ".csv";
    put(name);

    await(subject + name)
        .atMost(Duration.ofSeconds(3 * DEADLINE))
        .until(() -> told(name).size() == 1);
    assertThat(told(name).get(0).subject())
        .isEqualTo("segment-courier: %s %s".formatted(subject, name));
    assertThat(system.hasMail("imported " + name)).isFalse();

    put(name);

    await("imported " + name)
        .atMost(Duration.ofSeconds(3 * DEADLINE))
        .until(() -> told(name).size() == 2);
    assertThat(told(name).get(1).subject()).isEqualTo("segment-courier: imported " + name);
    assertThat(jobs(name))
        .last()
        .extracting(ImportJobResponse::jobStatus)
        .isEqualTo(JobStatus.COMPLETED);
  }

  /** With the same bytes each time. */
  private void put(String name) {
    aws.put(
        aws.importBucket(),
        "pinpoint/" + name,
        "Id,ChannelType,Address,User.UserId\ne1,EMAIL,e1@example.com,u1\n"
            + "e2,EMAIL,e2@example.com,u2\n");
  }

  private List<Mail> told(String name) throws IOException {
    return aws.mails().stream().filter(mail -> mail.subject().endsWith(" " + name)).toList();
  }

  private List<ImportJobResponse> jobs(String name) {
    return aws.importJobs().stream()
        .filter(job -> job.definition().segmentName().equals(name))
        .sorted(Comparator.comparing(ImportJobResponse::creationDate))
        .toList();
  }
}
