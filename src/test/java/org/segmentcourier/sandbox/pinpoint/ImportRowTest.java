package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom a row of an import stands for: aws-contracts 3.2 and 3.3. */
class ImportRowTest {

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
  void aRowWithTheIdOfAnEndpointPutsItIntoTheSegmentUnchanged() {
    project.update("{'Id':'e1','ChannelType':'EMAIL','Address':'a@example.com','OptOut':'ALL'}");
    JsonNode before = project.endpoint("e1");

    JsonNode job = project.importCsv("Id", "e1");

    assertThat(job.path("TotalFailures").asInt()).isZero();
    assertThat(project.exportedIds(segment())).containsExactly("e1");
    assertThat(project.endpoint("e1")).isEqualTo(before);
  }

  @Test
  void anUnknownIdWithoutAddressFails() {
    JsonNode job = project.importCsv("Id", "e1");

    assertThat(job.path("JobStatus").asText()).isEqualTo("COMPLETED");
    assertThat(job.path("TotalFailures").asInt()).isEqualTo(1);
    assertThat(job.path("Failures").get(0).asText()).contains("needs ChannelType and Address");
    assertThat(project.segments().get(0).at("/ImportDefinition/Size").asInt()).isZero();
  }

  @Test
  void aRowWithAKnownIdChangesWhatItNames() {
    project.update(
        "{'Id':'e1','ChannelType':'EMAIL','Address':'a@example.com','User':{'UserId':'u1'},"
            + "'Attributes':{'Team':['Reds'],'Town':['Rome']}}");

    project.importCsv("Id,Address,Attributes.Team", "e1,b@example.com,Blues");

    JsonNode endpoint = project.endpoint("e1");
    assertThat(endpoint.path("Address").asText()).isEqualTo("b@example.com");
    assertThat(endpoint.at("/Attributes/Team/0").asText()).isEqualTo("Blues");
    assertThat(endpoint.at("/Attributes/Town/0").asText()).isEqualTo("Rome");
    assertThat(endpoint.at("/User/UserId").asText()).isEqualTo("u1");
  }

  @Test
  void anIdIsTheSameInUpperAndLowerCase() {
    project.importCsv("Id,ChannelType,Address", "Abc,SMS,+1555", "aBC,SMS,+1666");

    assertThat(project.exportedIds("")).containsExactly("Abc");
    assertThat(project.endpoint("ABC").path("Address").asText()).isEqualTo("+1666");
  }

  @Test
  void aRowWithOnlyAUserPutsAllItsEndpointsIntoTheSegment() {
    project.update(
        "{'Id':'e1','ChannelType':'EMAIL','Address':'a@example.com','User':{'UserId':'u1'}}",
        "{'Id':'e2','ChannelType':'SMS','Address':'+1555','User':{'UserId':'u1'}}",
        "{'Id':'e3','ChannelType':'SMS','Address':'+1666','User':{'UserId':'u2'}}");

    project.importJson("{'User':{'UserId':'u1'}}");

    assertThat(project.exportedIds(segment())).containsExactly("e1", "e2");
  }

  @Test
  void aCsvFileOfUsersHasTheHeaderUserId() {
    project.update(
        "{'Id':'e1','ChannelType':'EMAIL','Address':'a@example.com','User':{'UserId':'u1'}}",
        "{'Id':'e2','ChannelType':'SMS','Address':'+1555','User':{'UserId':'u2'}}");

    project.importCsv("User.UserId", "u2");

    assertThat(project.exportedIds(segment())).containsExactly("e2");
  }

  @Test
  void aUserWithoutEndpointsFailsTheRow() {
    JsonNode job = project.importJson("{'User':{'UserId':'u1'}}");

    assertThat(job.path("TotalFailures").asInt()).isEqualTo(1);
    assertThat(job.path("Failures").get(0).asText()).contains("no endpoint of this user");
  }

  @Test
  void theSameEndpointTwiceIsInTheSegmentOnce() {
    project.update("{'Id':'e1','ChannelType':'EMAIL','Address':'a@example.com'}");

    JsonNode job = project.importCsv("Id", "e1", "e1");

    assertThat(job.path("TotalProcessed").asInt()).isEqualTo(2);
    assertThat(project.segments().get(0).at("/ImportDefinition/Size").asInt()).isEqualTo(1);
  }

  @Test
  void aUsersSixteenthEndpointFailsTheRow() {
    String rows =
        IntStream.rangeClosed(1, 16)
            .mapToObj(i -> "\ne" + i + ",SMS,+1555" + i + ",u1")
            .collect(Collectors.joining());

    JsonNode job = project.importCsv("Id,ChannelType,Address,User.UserId" + rows);

    assertThat(job.path("TotalFailures").asInt()).isEqualTo(1);
    assertThat(job.path("Failures").get(0).asText()).contains("15 endpoints already");
    assertThat(project.ofUser("u1")).hasSize(15);
  }

  @Test
  void withoutRegisteringOnlyKnownEndpointsAreTaken() {
    project.update("{'Id':'e1','ChannelType':'EMAIL','Address':'a@example.com'}");
    project.s3.put(
        TrialProject.FILE, "Id,ChannelType,Address\ne1,SMS,+1555\ne2,EMAIL,b@example.com\n");

    project.call(
        "CreateImportJob",
        "{'ImportJobRequest':{'Format':'CSV','S3Url':'%s','RoleArn':'%s','DefineSegment':true}}"
            .formatted(TrialProject.FILE, TrialProject.ROLE));
    project.finish();

    assertThat(project.exportedIds(segment())).containsExactly("e1");
    assertThat(project.endpoint("e1").path("ChannelType").asText()).isEqualTo("EMAIL");
  }

  private String segment() {
    return project.segments().get(0).path("Id").asText();
  }
}
