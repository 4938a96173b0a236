package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.personalize.model.BatchSegmentJobSummary;

/**
 * Defects of the solution that AWS once published for the same purpose, in its training ("defect01"
 * to "defect15" in the list of them that this product was begun with): none of them may be here.
 */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TrainingDefectsTest {

  @RegisterExtension static final EndToEnd system = EndToEnd.shared();

  @TempDir Path folder;

  private final OtherJobs jobs = system.otherJobs();
  private final Aws aws = system.aws();

  @Test
  void defect12SegmentJobsOfOneSolutionHaveNamesOfTheirOwnAndAreAllDelivered() throws Exception {
    TrainingData.of(system, "defect12", folder)
        .with(
            config ->
                config
                    .withArray("/solutions/0/batchSegmentJobs")
                    .add(TrainingData.json("{'serviceConfig': {'numResults': 10}}")))
        .upload("{\"itemAttributes\": \"ITEMS.genres = \\\"Drama\\\"\"}\n");

    system.toldOfTraining("defect12");

    var made =
        aws
            .personalize()
            .listBatchSegmentJobs(request -> request.maxResults(100))
            .batchSegmentJobs()
            .stream()
            .filter(job -> job.solutionVersionArn().contains("solution/defect12/"))
            .toList();
    assertThat(made).hasSize(2);
    assertThat(made).extracting(BatchSegmentJobSummary::jobName).doesNotHaveDuplicates();
    made.forEach(job -> jobs.delivered(job.batchSegmentJobArn()));
  }

  @Test
  void defect13AFailureIsAnnouncedOnTheBusWithItsReason() throws Exception {
    system
        .control()
        .tune(
            "personalize",
            Map.of("fail", Map.of("kind", "DatasetImportJob", "reason", "The data is on strike")));

    TrainingData.of(system, "defect13", folder).upload("{\"itemId\": \"1\"}\n");

    var event =
        system
            .listener()
            .event(
                one ->
                    one.at("/detail/Status").asText().equals("FAILED")
                        && one.at("/detail/Reason").asText().contains("on strike"));
    assertThat(event.path("detail-type").asText())
        .isEqualTo("Personalize Dataset Import Job State Change");
    assertThat(event.at("/detail/Reason").asText()).contains("The data is on strike");
    assertThat(event.at("/resources/0").asText()).isEqualTo(event.at("/detail/Arn").asText());
    assertThat(system.toldOfTraining("defect13").text()).contains("The data is on strike");
  }

  @Test
  void defect15NoSolutionTrainsByItselfUnlessTheConfigSaysSo() throws Exception {
    TrainingData.of(system, "defect15", folder)
        .with(config -> ((ObjectNode) config.at("/solutions/0")).remove("batchSegmentJobs"))
        .upload("");

    system.toldOfTraining("defect15");

    var solution =
        aws.personalize().listSolutions(request -> request.maxResults(100)).solutions().stream()
            .filter(one -> one.name().equals("defect15"))
            .findFirst()
            .orElseThrow();
    var described =
        aws.personalize()
            .describeSolution(request -> request.solutionArn(solution.solutionArn()))
            .solution();
    assertThat(described.performAutoTraining()).isFalse();
  }
}
