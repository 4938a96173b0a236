package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an S3 URL stands for, and how much an import takes: aws-contracts 3.1 and 3.3. */
class ImportPlaceTest {

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

  private static final String ROW = "Id,ChannelType,Address\n%s,EMAIL,a@example.com\n";

  @Test
  void aKeyStandsForItsObjectAlone() {
    project.s3.put("s3://segment-import/a", ROW.formatted("e1"));
    project.s3.put("s3://segment-import/a.more", ROW.formatted("e2"));

    project.importFile("CSV", "s3://segment-import/a");

    assertThat(project.exportedIds("")).containsExactly("e1");
  }

  @Test
  void aPrefixStandsForAllBelowItSubfoldersToo() {
    project.s3.put("s3://segment-import/in/", "");
    project.s3.put("s3://segment-import/in/a.csv", ROW.formatted("e1"));
    project.s3.put("s3://segment-import/in/deep/er/b.csv", ROW.formatted("e2"));
    project.s3.put("s3://segment-import/out/c.csv", ROW.formatted("e3"));

    JsonNode job = project.importFile("CSV", "s3://segment-import/in");

    assertThat(job.path("TotalPieces").asInt()).isEqualTo(2);
    assertThat(project.exportedIds("")).containsExactlyInAnyOrder("e1", "e2");
  }

  @Test
  void filesOfTheOtherFormatAreSkipped() {
    project.s3.put("s3://segment-import/in/a.csv", ROW.formatted("e1"));
    project.s3.put("s3://segment-import/in/b.json", "{}");

    JsonNode job = project.importFile("CSV", "s3://segment-import/in/");

    assertThat(job.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("TotalFailures").asInt()).isZero();
    assertThat(project.exportedIds("")).containsExactly("e1");
  }

  @Test
  void aMissingObjectFailsTheJob() {
    JsonNode job = project.importFile("CSV", "s3://segment-import/nothing.csv");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("Failures").get(0).asText()).contains("s3://segment-import/nothing.csv");
  }

  @Test
  void oneBadFileFailsTheJobButTheOthersAreRegistered() {
    project.s3.put("s3://segment-import/in/a.csv", "Nonsense\n1\n");
    project.s3.put("s3://segment-import/in/b.csv", ROW.formatted("e2"));

    JsonNode job = project.importFile("CSV", "s3://segment-import/in/");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("CompletedPieces").asInt()).isEqualTo(1);
    assertThat(job.path("FailedPieces").asInt()).isEqualTo(1);
    assertThat(project.exportedIds("")).containsExactly("e2");
  }

  @Test
  void aLargeFileHasSeveralPieces() {
    String rows = ("e1,CUSTOM," + "a".repeat(5_000) + "\n").repeat(1_000);
    project.s3.put("s3://segment-import/a.csv", "Id,ChannelType,Address\n" + rows);

    JsonNode job = project.importFile("CSV", "s3://segment-import/a.csv");

    assertThat(job.path("TotalPieces").asInt()).isEqualTo(2);
    assertThat(job.path("CompletedPieces").asInt()).isEqualTo(2);
    assertThat(job.path("TotalProcessed").asInt()).isEqualTo(1_000);
  }

  @Test
  void moreThanOneGigabyteFailsTheJob() {
    project.tune("{'importBytes':10}");
    project.s3.put("s3://segment-import/a.csv", ROW.formatted("e1"));

    JsonNode job = project.importFile("CSV", "s3://segment-import/a.csv");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("Failures").get(0).asText()).contains("a job takes 10");
  }

  @Test
  void moreThanTenThousandFilesFailTheJob() {
    project.tune("{'importFiles':1}");
    project.s3.put("s3://segment-import/in/a.csv", ROW.formatted("e1"));
    project.s3.put("s3://segment-import/in/b.csv", ROW.formatted("e2"));

    JsonNode job = project.importFile("CSV", "s3://segment-import/in/");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("Failures").get(0).asText()).contains("2 files");
  }
}
