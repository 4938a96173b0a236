package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.AwsError;

/** How many imports run at a time, and what the control port makes of them: aws-contracts 3.3. */
class ImportLimitTest {

  @TempDir Path folder;
  private TrialProject project;

  @BeforeEach
  void start() {
    project = new TrialProject(folder);
  }

  @AfterEach
  void stop() {
    project.close();
  }

  @Test
  void twoImportsRunAtATime() {
    project.startImport("CSV", TrialProject.FILE);
    project.startImport("CSV", TrialProject.FILE);

    assertThatThrownBy(() -> project.startImport("CSV", TrialProject.FILE))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("TooManyRequestsException");
  }

  @Test
  void aPlaceIsFreeOnceAJobIsAtItsEnd() {
    project.startImport("CSV", TrialProject.FILE);
    project.startImport("CSV", TrialProject.FILE);
    project.finish();

    assertThat(project.startImport("CSV", TrialProject.FILE)).hasSize(32);
  }

  @Test
  void theLimitCountsTheImportsOfAllProjects() {
    project.tune("{'importLimit':1}");
    String other = project.pinpoint.createApp("other");
    ObjectNode input =
        TrialProject.json(
                "{'ImportJobRequest':{'Format':'CSV','S3Url':'s3://bucket/key','RoleArn':'%s'}}"
                    .formatted(TrialProject.ROLE))
            .put("ApplicationId", other);
    project.pinpoint.call("CreateImportJob", input);

    assertThatThrownBy(() -> project.startImport("CSV", TrialProject.FILE))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("1 import jobs are running");
  }

  @Test
  void whichErrorOneTooManyGetsCanBeChosen() {
    project.tune("{'importLimit':0,'importLimitError':'BadRequestException'}");

    assertThatThrownBy(() -> project.startImport("CSV", TrialProject.FILE))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("BadRequestException");
  }

  @Test
  void aPaceOfOneSecondMakesEachStatusLastASecond() {
    project.tune("{'pace':1000}");
    String id = project.startImport("CSV", TrialProject.FILE);

    project.clock.advance(Duration.ofMillis(1999));

    assertThat(project.importJob(id).path("JobStatus").asText())
        .isEqualTo("PREPARING_FOR_INITIALIZATION");
  }

  @Test
  void theNextImportCanBeMadeToFail() {
    project.tune("{'nextImports':['fail']}");

    JsonNode job = project.importCsv("ChannelType,Address", "EMAIL,a@example.com");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("FailedPieces").asInt()).isEqualTo(1);
    assertThat(project.segments()).isEmpty();
  }

  @Test
  void theNextImportCanBeMadeToSucceedInPart() {
    project.tune("{'nextImports':['partial']}");

    JsonNode job =
        project.importCsv("ChannelType,Address", "EMAIL,a@a.org", "EMAIL,b@a.org", "EMAIL,c@a.org");

    assertThat(job.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("TotalProcessed").asInt()).isEqualTo(3);
    assertThat(job.path("TotalFailures").asInt()).isEqualTo(1);
    assertThat(project.segments().get(0).at("/ImportDefinition/Size").asInt()).isEqualTo(2);
  }

  @Test
  void theNextImportCanBeStuckForEver() {
    project.tune("{'nextImports':['stuck']}");

    JsonNode job = project.importCsv("ChannelType,Address", "EMAIL,a@example.com");
    project.clock.advance(Duration.ofDays(1));
    project.pinpoint.settle();

    assertThat(job.path("JobStatus").asText()).isEqualTo("PROCESSING");
    assertThat(project.importJob(job.path("Id").asText()).path("JobStatus").asText())
        .isEqualTo("PROCESSING");
  }

  @Test
  void theNextImportCanVanish() {
    project.tune("{'nextImports':['normal','vanish'],'importLimit':1}");
    project.importCsv("ChannelType,Address", "EMAIL,a@example.com");
    String id = project.startImport("CSV", TrialProject.FILE);
    project.finish();

    assertThatThrownBy(() -> project.importJob(id))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
    assertThat(project.startImport("CSV", TrialProject.FILE)).isNotEqualTo(id);
  }

  @Test
  void whatCannotBeChangedIsNamed() {
    assertThatThrownBy(() -> project.tune("{'pacing':1}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'pacing'");
    assertThatThrownBy(() -> project.tune("{'pace':'fast'}"))
        .hasMessageContaining("pace is \"fast\"");
    assertThatThrownBy(() -> project.tune("{'nextImports':['lucky']}"))
        .hasMessageContaining("'lucky'");
  }
}
