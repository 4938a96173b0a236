package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Whole deliveries through the real routes, with the aws2-s3 component on S3 on a folder. */
abstract class DeliveryTest {

  static final String ACTION = "ITEMSgenresAction_20261124-101500.csv";
  static final String COMEDY = "ITEMSgenresComedy_20261124-101500.csv";

  @TempDir static Path folder;
  static DeliveryApplication application;

  @BeforeAll
  static void start() throws Exception {
    application = new DeliveryApplication(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    application.close();
  }

  @BeforeEach
  void everyUserHasOneEmailEndpoint() {
    application.reset();
    application.users.others(user -> List.of(email("e-" + user)));
  }

  @AfterEach
  void nothingIsLeftBehind() throws Exception {
    assertThat(application.leftovers()).isEmpty();
    assertThat(application.openFiles()).isEmpty();
    assertThat(application.s3.openUploads(S3OnDisk.DATA)).isZero();
    assertThat(application.s3.openUploads(S3OnDisk.IMPORT)).isZero();
  }

  /** A branch that takes segments about action. */
  static String publishingBranch(String id, String channels) {
    return """
        - route:
            id: branch-%1$s
            from:
              uri: branch:%1$s
              parameters: {channels: %2$s, segments: Action}
              steps:
                - to: direct:publish
        """
        .formatted(id, channels);
  }
}
