package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.AwsError;

/** Projects, and lists in pages: aws-contracts 3.1. */
class AppTest {

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
  void aProjectHasAnIdOf32HexadecimalDigits() {
    assertThat(project.appId).matches("[0-9a-f]{32}");
    assertThat(project.call("GetApp").at("/ApplicationResponse/Name").asText())
        .isEqualTo("personalize");
  }

  @Test
  void anUnknownProjectIsNotFound() {
    ObjectNode input = TrialProject.json("{'ApplicationId':'none','UserId':'u1'}");

    assertThatThrownBy(() -> project.pinpoint.call("GetUserEndpoints", input))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("NotFoundException");
  }

  @Test
  void projectsKeepTheirEndpointsApart() {
    String other = project.pinpoint.createApp("other");
    project.update("{'Id':'e1','ChannelType':'SMS','Address':'+1','User':{'UserId':'u1'}}");
    ObjectNode input = TrialProject.json("{'UserId':'u1'}").put("ApplicationId", other);

    assertThatThrownBy(() -> project.pinpoint.call("GetUserEndpoints", input))
        .isInstanceOf(AwsError.class);
  }

  @Test
  void aDeletedProjectIsGone() {
    project.call("DeleteApp");

    assertThatThrownBy(() -> project.call("GetApp")).isInstanceOf(AwsError.class);
    assertThat(project.call("GetApps").at("/ApplicationsResponse/Item")).isEmpty();
  }

  @Test
  void aListComesInPagesWhoseSizeAndTokenAreStrings() {
    project.pinpoint.createApp("second");
    project.pinpoint.createApp("third");

    JsonNode first = project.call("GetApps", "{'PageSize':'2'}").path("ApplicationsResponse");
    String token = first.path("NextToken").asText();
    JsonNode last =
        project
            .call("GetApps", "{'PageSize':'2','Token':'" + token + "'}")
            .path("ApplicationsResponse");

    assertThat(first.path("Item")).hasSize(2);
    assertThat(last.path("Item")).extracting(a -> a.path("Name").asText()).containsExactly("third");
    assertThat(last.has("NextToken")).isFalse();
  }

  @Test
  void aWrongPageSizeOrTokenIsRefused() {
    assertThatThrownBy(() -> project.call("GetApps", "{'PageSize':'all'}"))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("'all'");
    assertThatThrownBy(() -> project.call("GetApps", "{'Token':'?'}"))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("Token");
  }

  @Test
  void noChannelIsEnabled() {
    assertThat(project.call("GetChannels").at("/ChannelsResponse/Channels")).isEmpty();
  }

  @Test
  void anOperationThatIsNotHereIsNotAllowed() {
    assertThatThrownBy(() -> project.call("CreateCampaign"))
        .isInstanceOf(AwsError.class)
        .hasMessageContaining("CreateCampaign")
        .extracting("shape")
        .isEqualTo("MethodNotAllowedException");
  }
}
