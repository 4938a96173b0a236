package org.segmentcourier.sandbox.pinpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.sandbox.AwsError;

/** Rates per operation: aws-contracts 3.3. */
class RateLimitTest {

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

  private static final String BATCH =
      "{'EndpointBatchRequest':{'Item':[{'Id':'e1','ChannelType':'SMS','Address':'+1','User':{'UserId':'u1'}}]}}";

  @Test
  void twoBatchesASecondAreTaken() {
    project.call("UpdateEndpointsBatch", BATCH);
    project.call("UpdateEndpointsBatch", BATCH);

    assertThatThrownBy(() -> project.call("UpdateEndpointsBatch", BATCH))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("TooManyRequestsException");
  }

  @Test
  void halfASecondLaterAnotherBatchIsTaken() {
    project.call("UpdateEndpointsBatch", BATCH);
    project.call("UpdateEndpointsBatch", BATCH);
    project.clock.advance(Duration.ofMillis(500));

    project.call("UpdateEndpointsBatch", BATCH);

    assertThatThrownBy(() -> project.call("UpdateEndpointsBatch", BATCH))
        .isInstanceOf(AwsError.class);
  }

  @Test
  void threeHundredUsersASecondAreLookedUp() {
    project.call("UpdateEndpointsBatch", BATCH);
    IntStream.range(0, 300).forEach(i -> project.ofUser("u1"));

    assertThatThrownBy(() -> project.ofUser("u1"))
        .isInstanceOf(AwsError.class)
        .extracting("shape")
        .isEqualTo("TooManyRequestsException");
  }

  @Test
  void tenEndpointsASecondAreLookedUp() {
    project.call("UpdateEndpointsBatch", BATCH);
    IntStream.range(0, 10).forEach(i -> project.endpoint("e1"));

    assertThatThrownBy(() -> project.endpoint("e1")).isInstanceOf(AwsError.class);
  }

  @Test
  void aRateCanBeChangedAndTakenAway() {
    project.tune("{'rates':{'UpdateEndpointsBatch':1}}");
    project.call("UpdateEndpointsBatch", BATCH);
    assertThatThrownBy(() -> project.call("UpdateEndpointsBatch", BATCH))
        .isInstanceOf(AwsError.class);

    project.tune("{'rates':{'UpdateEndpointsBatch':0}}");

    IntStream.range(0, 1000).forEach(i -> project.call("UpdateEndpointsBatch", BATCH));
    assertThat(project.ofUser("u1")).hasSize(1);
  }
}
