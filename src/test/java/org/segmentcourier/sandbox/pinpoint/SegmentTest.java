package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.AwsError;

/** Imported segments: aws-contracts 3.1 and 3.2. */
class SegmentTest {

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
  void aSegmentTellsHowItWasImported() {
    project.importCsv("ChannelType,Address", "EMAIL,a@a.org", "EMAIL,b@a.org", "SMS,+1555");

    JsonNode segment = project.segments().get(0);

    assertThat(segment.path("Name").asText()).isEqualTo("action");
    assertThat(segment.path("SegmentType").asText()).isEqualTo("IMPORT");
    assertThat(segment.path("Version").asInt()).isEqualTo(1);
    assertThat(segment.path("Arn").asText())
        .endsWith(":apps/" + project.appId + "/segments/" + segment.path("Id").asText());
    JsonNode definition = segment.path("ImportDefinition");
    assertThat(definition.path("Format").asText()).isEqualTo("CSV");
    assertThat(definition.path("S3Url").asText()).isEqualTo(TrialProject.FILE + ".csv");
    assertThat(definition.path("RoleArn").asText()).isEqualTo(TrialProject.ROLE);
    assertThat(definition.path("Size").asInt()).isEqualTo(3);
    assertThat(definition.path("ChannelCounts").toString()).isEqualTo("{\"EMAIL\":2,\"SMS\":1}");
  }

  @Test
  void namesNeedNotBeUnique() {
    project.importCsv("Id,ChannelType,Address", "e1,EMAIL,a@a.org");
    project.importCsv("Id", "e1");

    assertThat(project.segments())
        .extracting(s -> s.path("Name").asText())
        .containsExactly("action", "action");
    assertThat(project.segments()).extracting(s -> s.path("Id").asText()).doesNotHaveDuplicates();
  }

  @Test
  void anImportIntoASegmentAddsToItInANewVersion() {
    project.importCsv("Id,ChannelType,Address", "e1,EMAIL,a@a.org");
    String segment = project.segments().get(0).path("Id").asText();
    project.s3.put(TrialProject.FILE, "Id,ChannelType,Address\ne2,SMS,+1555\n");

    project.call(
        "CreateImportJob",
        "{'ImportJobRequest':{'Format':'CSV','S3Url':'%s','RoleArn':'%s','SegmentId':'%s','RegisterEndpoints':true}}"
            .formatted(TrialProject.FILE, TrialProject.ROLE, segment));
    project.finish();

    assertThat(project.exportedIds(segment)).containsExactly("e1", "e2");
    assertThat(project.segments()).hasSize(1);
    assertThat(project.segments().get(0).path("Version").asInt()).isEqualTo(2);
    assertThat(versions(segment)).extracting(v -> v.path("Version").asInt()).containsExactly(1, 2);
  }

  private Iterable<JsonNode> versions(String segment) {
    return project
        .call("GetSegmentVersions", "{'SegmentId':'" + segment + "'}")
        .at("/SegmentsResponse/Item");
  }

  @Test
  void anImportIntoAnUnknownSegmentIsRefused() {
    assertThatThrownBy(
            () ->
                project.call(
                    "CreateImportJob",
                    "{'ImportJobRequest':{'Format':'CSV','S3Url':'s3://bucket/key','RoleArn':'%s','SegmentId':'x'}}"
                        .formatted(TrialProject.ROLE)))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
  }

  @Test
  void theJobsOfASegmentCanBeListed() {
    JsonNode job = project.importCsv("Id,ChannelType,Address", "e1,EMAIL,a@a.org");
    project.importCsv("Id", "e1");
    String segment = job.at("/Definition/SegmentId").asText();

    JsonNode jobs = project.call("GetSegmentImportJobs", "{'SegmentId':'" + segment + "'}");

    assertThat(jobs.at("/ImportJobsResponse/Item"))
        .extracting(one -> one.path("Id").asText())
        .containsExactly(job.path("Id").asText());
  }

  @Test
  void aDeletedSegmentIsGone() {
    project.importCsv("Id,ChannelType,Address", "e1,EMAIL,a@a.org");
    String segment = project.segments().get(0).path("Id").asText();

    JsonNode deleted = project.call("DeleteSegment", "{'SegmentId':'" + segment + "'}");

    assertThat(deleted.at("/SegmentResponse/Id").asText()).isEqualTo(segment);
    assertThat(project.segments()).isEmpty();
    assertThatThrownBy(() -> project.call("GetSegment", "{'SegmentId':'" + segment + "'}"))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
  }
}
