package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newline-delimited JSON file may look like: aws-contracts 3.2. */
class JsonImportTest {

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
  void eachLineIsAnEndpoint() {
    JsonNode job =
        project.importJson(
            "{'Id':'e1','ChannelType':'SMS','Address':'+1555','OptOut':'ALL'}",
            "",
            "{'Id':'e2','ChannelType':'EMAIL','Address':'a@example.com','Attributes':{'Team':['Reds']},"
                + "'User':{'UserId':'u1','UserAttributes':{'Age':['21']}}}");

    assertThat(job.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("TotalProcessed").asInt()).isEqualTo(2);
    assertThat(project.endpoint("e1").path("OptOut").asText()).isEqualTo("ALL");
    assertThat(project.ofUser("u1").get(0).at("/User/UserAttributes/Age/0").asText())
        .isEqualTo("21");
  }

  @Test
  void aLineThatIsNoJsonFailsAlone() {
    JsonNode job =
        project.importJson("{'Id':", "{'Id':'e2','ChannelType':'SMS','Address':'+1555'}", "[1]");

    assertThat(job.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("TotalFailures").asInt()).isEqualTo(2);
    assertThat(job.path("Failures").get(0).asText()).contains("file.json:1");
    assertThat(project.exportedIds("")).containsExactly("e2");
  }

  @Test
  void valuesOfTheWrongTypeFail() {
    JsonNode job =
        project.importJson(
            "{'Id':7,'ChannelType':'SMS','Address':'+1555'}",
            "{'Id':'e2','ChannelType':'SMS','Address':'+1555','Attributes':{'Team':'Reds'}}",
            "{'Id':'e3','ChannelType':'SMS','Address':'+1555','Metrics':{'visits':'3'}}",
            "{'Id':'e4','ChannelType':'SMS','Address':'+1555','Nickname':'Al'}");

    assertThat(job.path("Failures"))
        .extracting(JsonNode::asText)
        .satisfiesExactly(
            id -> assertThat(id).contains("Id must be a string"),
            team -> assertThat(team).contains("Attributes.Team must be a list of strings"),
            visits -> assertThat(visits).contains("Metrics.visits must be a number"),
            nickname -> assertThat(nickname).contains("no field 'Nickname'"));
  }

  @Test
  void anExportedFileCanBeImported() {
    project.importCsv("Id,ChannelType,Address,User.UserId", "e1,SMS,+1555,u1");
    String line = project.export("").get(0).toString();

    JsonNode job = project.importJson(line);

    assertThat(job.path("TotalFailures").asInt()).isZero();
    assertThat(project.ofUser("u1")).hasSize(1);
  }
}
