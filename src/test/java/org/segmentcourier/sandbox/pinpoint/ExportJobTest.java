package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.AwsError;

/** Exports: aws-contracts 3.4. */
class ExportJobTest {

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
  void anExportHasExactlyTheEndpointsOfTheSegment() {
    project.importCsv("Id,ChannelType,Address", "e1,EMAIL,a@a.org", "e2,SMS,+1555", "e3,SMS,+1666");
    JsonNode job = project.importCsv("Id", "e3", "e1");

    List<String> ids = project.exportedIds(job.at("/Definition/SegmentId").asText());

    assertThat(ids).containsExactlyInAnyOrder("e1", "e3");
  }

  @Test
  void withoutASegmentEveryEndpointIsExported() {
    project.importCsv(
        "Id,ChannelType,Address,User.UserId,OptOut", "e1,EMAIL,a@a.org,u1,ALL", "e2,SMS,+1555,,");

    List<JsonNode> all = project.export("");

    assertThat(all).hasSize(2);
    assertThat(all.get(0).path("Id").asText()).isEqualTo("e1");
    assertThat(all.get(0).path("Address").asText()).isEqualTo("a@a.org");
    assertThat(all.get(0).path("OptOut").asText()).isEqualTo("ALL");
    assertThat(all.get(0).path("EndpointStatus").asText()).isEqualTo("ACTIVE");
    assertThat(all.get(0).at("/User/UserId").asText()).isEqualTo("u1");
  }

  @Test
  void anExportJobTellsItsCounts() {
    project.importCsv("Id,ChannelType,Address", "e1,EMAIL,a@a.org");
    project.export("");

    JsonNode jobs = project.call("GetExportJobs").at("/ExportJobsResponse/Item");

    assertThat(jobs).hasSize(1);
    assertThat(jobs.get(0).path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(jobs.get(0).path("Type").asText()).isEqualTo("EXPORT");
    assertThat(jobs.get(0).path("TotalPieces").asInt()).isEqualTo(1);
    assertThat(jobs.get(0).path("TotalProcessed").asInt()).isEqualTo(1);
  }

  @Test
  void aVersionThatTheSegmentDoesNotHaveIsRefused() {
    project.importCsv("Id,ChannelType,Address", "e1,EMAIL,a@a.org");
    String segment = project.segments().get(0).path("Id").asText();
    String request =
        "{'ExportJobRequest':{'RoleArn':'%s','S3UrlPrefix':'s3://bucket/x','SegmentId':'%s',"
                .formatted(TrialProject.ROLE, segment)
            + "'SegmentVersion':2}}";

    assertThatThrownBy(() -> project.call("CreateExportJob", request))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("no version 2");
  }

  @Test
  void anUnknownSegmentIsNotFound() {
    assertThatThrownBy(() -> project.export("none"))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
  }
}
