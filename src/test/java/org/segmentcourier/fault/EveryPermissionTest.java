package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endtoend.EndToEnd;
import org.segmentcourier.endtoend.OtherJobs;
import org.segmentcourier.sandbox.front.Fault;
import org.segmentcourier.sandbox.front.Fault.Effect;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * Each permission that a delivery takes is missing for a while: an error names it, what is
 * published is whole, and once it is there the work is completed.
 */
@LongRun
@Tag("R26")
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class EveryPermissionTest {

  private static final String OUTPUT =
      "{\"input\":{\"itemId\":\"1\"},\"output\":{\"usersList\":[\"u1\", \"u2\"]},\"error\":null}\n";

  private static final List<String> WHOLE = List.of("e1", "e2");

  private static final Map<String, String> INBOXES =
      Map.of(
          "Uploads", "uploads",
          "StateChanges", "state-changes",
          "Imports", "imports",
          "Deliveries", "deliveries");

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("every-permission").noticingDeathsSoon().with("QUEUE_RECEIVES", "2");

  @AfterEach
  void takeFaultsAway() {
    system.control().clearFaults();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:ListBucket",
        "s3:GetObject",
        "s3:PutObject",
        "personalize:DescribeBatchSegmentJob",
        "personalize:DescribeSolutionVersion",
        "mobiletargeting:GetUserEndpoints",
        "mobiletargeting:CreateImportJob",
        "mobiletargeting:GetImportJobs",
        "mobiletargeting:GetImportJob",
        "sqs:SendMessage",
        "sns:Publish"
      })
  void theActionIsNamedAndTheWorkIsCompletedOnceItIsAllowed(String action) throws IOException {
    var jobs = system.otherJobs();
    jobs.user("u1", "e1");
    jobs.user("u2", "e2");
    var name = "without-" + action.substring(action.indexOf(':') + 1);
    var arn =
        jobs.plant(name, Map.of(name + ".json.out", OUTPUT), Instant.parse("2026-01-01T00:00:00Z"));
    system.control().fault(Fault.of(Effect.DENY).action(action).agent("application-*"));

    jobs.announce(arn, "ACTIVE");

    system.log("not authorized to perform: " + action);
    assertThat(jobs.published(arn).values()).allMatch(WHOLE::equals);

    system.control().clearFaults();
    system.eventually("the work to be completed", () -> moveBack() && isImported(jobs, arn));
    assertThat(jobs.published(arn).values()).containsExactly(WHOLE);
  }

  /** What was set aside meanwhile, or still is while one looks. */
  private static boolean moveBack() throws IOException {
    var depths = system.aws().queueDepths();
    for (var inbox : INBOXES.entrySet()) {
      if (depths.get(inbox.getKey() + "RedriveQueueUrl") > 0) {
        system.fleet().command("redrive", inbox.getValue());
      }
    }
    return true;
  }

  private static boolean isImported(OtherJobs jobs, String arn) {
    var files = jobs.published(arn).keySet();
    return system.aws().importJobs().stream()
        .filter(job -> job.jobStatus() == JobStatus.COMPLETED)
        .anyMatch(job -> files.contains(job.definition().segmentName()));
  }
}
