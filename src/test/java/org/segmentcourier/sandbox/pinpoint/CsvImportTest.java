package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a CSV file may look like: aws-contracts 3.2. */
class CsvImportTest {

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
  void aNewEndpointWithoutIdIsGivenOne() {
    project.importCsv("ChannelType,Address,User.UserId", "EMAIL,a@example.com,u1");

    JsonNode endpoint = project.ofUser("u1").get(0);

    assertThat(endpoint.path("Id").asText()).hasSize(36);
    assertThat(endpoint.path("Address").asText()).isEqualTo("a@example.com");
    assertThat(endpoint.path("ChannelType").asText()).isEqualTo("EMAIL");
    assertThat(endpoint.path("OptOut").asText()).isEqualTo("NONE");
    assertThat(endpoint.path("EndpointStatus").asText()).isEqualTo("ACTIVE");
    assertThat(endpoint.path("EffectiveDate").asText()).isEqualTo("2026-11-24T10:15:00.300Z");
  }

  @Test
  void headerNamesSayInDotNotationWhereAValueBelongs() {
    project.importCsv(
        "Id,ChannelType,Address,Location.City,Location.Latitude,Demographic.Platform,Metrics.visits,"
            + "User.UserId,User.UserAttributes.Age,Attributes.Team,OptOut,EffectiveDate,RequestId",
        "e1,EMAIL,a@example.com,Paris,48.8,ios,3,u1,21,Reds,ALL,2026-01-02T03:04:05Z,r1");

    JsonNode endpoint = project.endpoint("e1");

    assertThat(endpoint.at("/Location/City").asText()).isEqualTo("Paris");
    assertThat(endpoint.at("/Location/Latitude").asDouble()).isEqualTo(48.8);
    assertThat(endpoint.at("/Demographic/Platform").asText()).isEqualTo("ios");
    assertThat(endpoint.at("/Metrics/visits").asDouble()).isEqualTo(3);
    assertThat(endpoint.at("/User/UserId").asText()).isEqualTo("u1");
    assertThat(endpoint.at("/User/UserAttributes/Age/0").asText()).isEqualTo("21");
    assertThat(endpoint.at("/Attributes/Team/0").asText()).isEqualTo("Reds");
    assertThat(endpoint.path("OptOut").asText()).isEqualTo("ALL");
    assertThat(endpoint.path("EffectiveDate").asText()).isEqualTo("2026-01-02T03:04:05Z");
    assertThat(endpoint.path("RequestId").asText()).isEqualTo("r1");
  }

  @Test
  void aRepeatedHeaderGivesACustomAttributeSeveralValues() {
    project.importCsv(
        "Id,ChannelType,Address,Attributes.Team,Attributes.Team", "e1,SMS,+1555,Reds,Blues");

    assertThat(project.endpoint("e1").at("/Attributes/Team"))
        .extracting(JsonNode::asText)
        .containsExactly("Reds", "Blues");
  }

  @Test
  void commasAndQuotesInValuesAreQuoted() {
    project.importCsv("Id,ChannelType,Address", "e1,CUSTOM,\"a,\"\"b\"\",c\"");

    assertThat(project.endpoint("e1").path("Address").asText()).isEqualTo("a,\"b\",c");
  }

  @Test
  void idsInAnyLettersStayAsTheyAre() {
    project.importCsv(
        "Id,ChannelType,Address,User.UserId", "Æ/%+ 1,EMAIL,a@example.com,ユーザー ../?1");

    assertThat(project.ofUser("ユーザー ../?1").get(0).path("Id").asText()).isEqualTo("Æ/%+ 1");
  }

  @Test
  void headerNamesAreCaseSensitive() {
    JsonNode job = project.importCsv("id,ChannelType,Address", "e1,EMAIL,a@example.com");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("FailedPieces").asInt()).isEqualTo(1);
    assertThat(job.path("Failures").get(0).asText()).contains("'id'");
  }

  @Test
  void lineBreaksAndTabsInAValueFailTheRow() {
    JsonNode job =
        project.importCsv(
            "Id,ChannelType,Address", "e1,EMAIL,\"a\nb\"", "e2,EMAIL,\"a\tb\"", "e3,EMAIL,ab");

    assertThat(job.path("TotalFailures").asInt()).isEqualTo(2);
    assertThat(project.exportedIds("")).containsExactly("e3");
  }

  @Test
  void aRowWithTooFewValuesFails() {
    JsonNode job =
        project.importCsv("Id,ChannelType,Address", "e1,EMAIL", "e2,EMAIL,b@example.com");

    assertThat(job.path("TotalFailures").asInt()).isEqualTo(1);
    assertThat(job.path("Failures").get(0).asText()).contains("2 values").contains("3 names");
  }

  @Test
  void compressedFilesAreRejected() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write("ChannelType,Address\nEMAIL,a@example.com\n".getBytes(StandardCharsets.UTF_8));
    }
    project.s3.put(TrialProject.FILE + ".csv", bytes.toByteArray());

    JsonNode job = project.importFile("CSV", TrialProject.FILE + ".csv");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("Failures").get(0).asText()).contains("compressed");
  }

  @Test
  void whatIsNotUtf8FailsThePiece() {
    project.s3.put(
        TrialProject.FILE,
        "ChannelType,Address\nCUSTOM,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

    JsonNode job = project.importFile("CSV", TrialProject.FILE);

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("Failures")).hasSize(1);
  }

  @Test
  void anEmptyFileFails() {
    project.s3.put(TrialProject.FILE, "");

    JsonNode job = project.importFile("CSV", TrialProject.FILE);

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
    assertThat(job.path("Failures").get(0).asText()).contains("empty");
  }

  @Test
  void aByteOrderMarkIsPartOfTheFirstName() {
    JsonNode job = project.importCsv("\ufeffChannelType,Address", "EMAIL,a@example.com");

    assertThat(job.path("JobStatus").asText()).isEqualTo("FAILED");
  }

  @Test
  void theStatusOfAnEndpointCannotBeImported() {
    project.importCsv("Id,ChannelType,Address,EndpointStatus", "e1,EMAIL,a@example.com,INACTIVE");

    assertThat(project.endpoint("e1").path("EndpointStatus").asText()).isEqualTo("ACTIVE");
  }

  @Test
  void aMetricIsANumber() {
    JsonNode job = project.importCsv("Id,ChannelType,Address,Metrics.visits", "e1,SMS,+1555,many");

    assertThat(job.path("Failures").get(0).asText()).contains("Metrics.visits is many");
  }
}
