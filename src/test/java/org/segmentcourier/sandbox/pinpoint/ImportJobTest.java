package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.AwsError;

/** The life of an import job: aws-contracts 3.1. */
class ImportJobTest {

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
  void aJobGoesThroughEveryStatusAsTheClockGoes() {
    project.s3.put(TrialProject.FILE, "ChannelType,Address\nEMAIL,a@example.com\n");
    String id = project.startImport("CSV", TrialProject.FILE);

    List<String> statuses = statuses(id, 8);

    assertThat(statuses)
        .containsExactly(
            "CREATED",
            "PREPARING_FOR_INITIALIZATION",
            "INITIALIZING",
            "PROCESSING",
            "PENDING_JOB",
            "COMPLETING",
            "COMPLETED",
            "COMPLETED");
  }

  @Test
  void aJobThatFailsGoesThroughFailing() {
    String id = project.startImport("CSV", "s3://segment-import/nothing.csv");

    List<String> statuses = statuses(id, 6);

    assertThat(statuses)
        .containsExactly(
            "CREATED",
            "PREPARING_FOR_INITIALIZATION",
            "INITIALIZING",
            "PROCESSING",
            "FAILING",
            "FAILED");
  }

  private List<String> statuses(String id, int times) {
    List<String> statuses = new ArrayList<>();
    IntStream.range(0, times)
        .forEach(
            time -> {
              statuses.add(project.importJob(id).path("JobStatus").asText());
              project.clock.advance(TrialProject.PACE);
              project.pinpoint.settle();
            });
    return statuses;
  }

  @Test
  void aCompletedJobTellsItsCountsAndDates() {
    JsonNode job = project.importCsv("ChannelType,Address", "EMAIL,a@example.com", "SMS,+1555");

    assertThat(job.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("Type").asText()).isEqualTo("IMPORT");
    assertThat(job.path("ApplicationId").asText()).isEqualTo(project.appId);
    assertThat(job.path("CreationDate").asText()).isEqualTo("2026-11-24T10:15:00.000Z");
    assertThat(job.path("CompletionDate").asText()).isEqualTo("2026-11-24T10:15:00.600Z");
    assertThat(job.path("TotalPieces").asInt()).isEqualTo(1);
    assertThat(job.path("CompletedPieces").asInt()).isEqualTo(1);
    assertThat(job.path("FailedPieces").asInt()).isZero();
    assertThat(job.path("TotalProcessed").asInt()).isEqualTo(2);
    assertThat(job.path("TotalFailures").asInt()).isZero();
    assertThat(job.at("/Definition/SegmentName").asText()).isEqualTo("action");
    assertThat(job.at("/Definition/SegmentId").asText())
        .isEqualTo(project.segments().get(0).path("Id").asText());
  }

  @Test
  void rowsThatFailLeaveTheJobCompletedAndAreCounted() {
    JsonNode job = project.importCsv("ChannelType,Address", "EMAIL,a@example.com", "FAX,1");

    assertThat(job.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("TotalProcessed").asInt()).isEqualTo(2);
    assertThat(job.path("TotalFailures").asInt()).isEqualTo(1);
    assertThat(job.path("Failures").get(0).asText()).contains("file.csv:3").contains("FAX");
  }

  @Test
  void onlyTheFirstHundredFailuresAreTold() {
    String[] lines =
        IntStream.rangeClosed(0, 150).mapToObj(i -> i == 0 ? "Id" : "e" + i).toArray(String[]::new);

    JsonNode job = project.importCsv(lines);

    assertThat(job.path("TotalFailures").asInt()).isEqualTo(150);
    assertThat(job.path("Failures")).hasSize(100);
  }

  @Test
  void aSegmentIsNotThereBeforeTheJobIsCompleted() {
    project.s3.put(TrialProject.FILE, "ChannelType,Address\nEMAIL,a@example.com\n");
    project.startImport("CSV", TrialProject.FILE);
    project.clock.advance(TrialProject.PACE.multipliedBy(3));
    project.pinpoint.settle();

    List<JsonNode> processing = project.segments();
    project.finish();

    assertThat(processing).isEmpty();
    assertThat(project.segments()).hasSize(1);
  }

  @Test
  void aFailedJobDefinesNoSegment() {
    JsonNode job = project.importCsv("NoSuchField", "1");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(project.segments()).isEmpty();
  }

  @Test
  void anUnknownJobIsNotFound() {
    assertThatThrownBy(() -> project.importJob("none"))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
  }

  @Test
  void aRoleThatPinpointMayNotAssumeIsRefused() {
    assertThatThrownBy(
            () ->
                project.call(
                    "CreateImportJob",
                    "{'ImportJobRequest':{'Format':'CSV','S3Url':'s3://bucket/key','RoleArn':'x'}}"))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("RoleArn is x")
        .extracting("shape")
        .isEqualTo("BadRequestException");
  }

  @Test
  void whatIsNoS3UrlIsRefused() {
    assertThatThrownBy(() -> project.startImport("CSV", "https://bucket/key"))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("https://bucket/key");
  }

  @Test
  void aWorkerDoesTheWorkIfNobodySettlesIt() {
    project.s3.put(TrialProject.FILE, "ChannelType,Address\nEMAIL,a@example.com\n");
    String id = project.startImport("CSV", TrialProject.FILE);

    project.clock.advance(TrialProject.PACE.multipliedBy(3));

    await().until(() -> project.importJob(id).path("CompletedPieces").asInt() == 1);
  }
}
