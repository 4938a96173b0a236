package org.segmentcourier.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.fault.LongRun;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJobSummary;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;

/**
 * Every message of the inboxes comes three times, in any order, to two instances: from the upload
 * of training data to the segment in Pinpoint there is one of everything, as if each had come once.
 */
@LongRun
@Timeout(value = 4, unit = TimeUnit.MINUTES)
@Tag("R3")
class TripledMessagesTest {

  private static final int COPIES = 3;
  private static final int MOST_SECONDS_APART = 3;

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  @TempDir Path folder;

  private final OtherJobs jobs = system.otherJobs();
  private final Aws aws = system.aws();

  @AfterEach
  void bringEachOnceAgain() {
    disorder(Map.of());
  }

  @Test
  void aTrainingRunAndItsDeliveryAreWhatTheyAreWithoutDoubles() throws IOException {
    TrainingData.giveEndpoints(system);

    var calm = traffic(() -> trainAndDeliver("calm"));
    disorder(Map.of("copies", COPIES, "spread", MOST_SECONDS_APART, "seed", 1));
    var tripled = traffic(() -> trainAndDeliver("tripled"));

    assertThat(creations(tripled)).isEqualTo(creations(calm));
    assertThat(tripled.get("sqs:DeleteMessage"))
        .as("messages that were worked on")
        .isLessThanOrEqualTo(COPIES * calm.get("sqs:DeleteMessage"));
    assertThat(tripled.get("sns:Publish")).as("e-mails").isEqualTo(calm.get("sns:Publish"));
  }

  private interface Work {
    void run() throws IOException;
  }

  /** How often each IAM action was called meanwhile. */
  private static Map<String, Long> traffic(Work work) throws IOException {
    var before = system.control().counts();
    work.run();
    var during = new HashMap<>(system.control().counts());
    before.forEach((action, count) -> during.merge(action, -count, Long::sum));
    return during;
  }

  /** But for schemas, which the first run leaves to the others of the account. */
  private static Map<String, Long> creations(Map<String, Long> traffic) {
    return traffic.entrySet().stream()
        .filter(entry -> entry.getKey().contains(":Create") && entry.getValue() > 0)
        .filter(entry -> !entry.getKey().equals("personalize:CreateSchema"))
        .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private void trainAndDeliver(String name) throws IOException {
    TrainingData.of(system, name, folder.resolve(name))
        .upload(
            """
            {"itemAttributes": "ITEMS.genres = \\"Drama\\""}
            {"itemAttributes": "ITEMS.genres = \\"Comedy\\""}
            """);
    system.toldOfTraining(name);

    var job = segmentJobOf(name);
    jobs.delivered(job);
    var files = jobs.published(job).keySet();
    assertThat(files).hasSize(2);
    files.forEach(file -> system.toldOfImport("pinpoint/" + file));
    system.eventually(
        "every queue is empty",
        () -> aws.queueDepths().values().stream().allMatch(depth -> depth == 0));
    for (var file : files) {
      assertThat(aws.importJobs())
          .extracting(ImportJobResponse::definition)
          .filteredOn(definition -> definition.segmentName().equals(file))
          .as("imports of " + file)
          .hasSize(1);
    }
  }

  private String segmentJobOf(String solution) {
    var jobs =
        aws
            .personalize()
            .listBatchSegmentJobs(request -> request.maxResults(100))
            .batchSegmentJobs()
            .stream()
            .filter(job -> job.solutionVersionArn().contains("solution/" + solution + "/"))
            .map(BatchSegmentJobSummary::batchSegmentJobArn)
            .toList();
    assertThat(jobs).hasSize(1);
    return jobs.get(0);
  }

  /** Of S3 and of the custom bus; a FIFO queue neither doubles nor shuffles. */
  private void disorder(Map<String, Integer> order) {
    system.disorder("Uploads", order);
    system.disorder("StateChanges", order);
  }
}
