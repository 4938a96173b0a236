package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.segmentcourier.delivery.KnownUsers.email;
import static org.segmentcourier.delivery.KnownUsers.sms;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.endpoint.Endpoint;

/** Whole deliveries through the real routes, with the aws2-s3 component on S3 on a folder. */
class DeliveryRouteTest {

  private static final String ACTION =
      """
      {"input": {"itemAttributes": "ITEMS.genres = \\"Action\\""}, \
      "output": {"usersList": ["u1","u2","u3"]}, "error": null}
      """;

  @TempDir Path folder;
  private DeliveryApplication application;

  @BeforeEach
  void start() throws Exception {
    application = new DeliveryApplication(folder);
  }

  @AfterEach
  void stop() throws Exception {
    application.close();
  }

  @Test
  void aFinishedJobBecomesASegmentFileInTheImportBucket() throws Exception {
    application.users.add("u1", sms("e12"), email("e11"));
    application.users.add("u2", new Endpoint("e21", "EMAIL", true, true));
    application.users.add("u3", email("e31"));
    var job = application.jobs.add("job");
    application.output("job", "job_config.json.out", ACTION);

    application.deliver(job);

    assertThat(application.publishedNames())
        .containsExactly("ITEMSgenresAction_20261124-101500.csv");
    assertThat(application.published("ITEMSgenresAction_20261124-101500.csv"))
        .containsExactlyInAnyOrder("Id", "e12", "e11", "e31");
    assertThat(application.told).hasSize(1);
    assertThat(application.leftovers()).isEmpty();
    System.out.println(application.told.get(0).text());
    System.out.println(application.s3.keys(S3OnDisk.DATA, ""));
    System.out.println(
        application.s3.text(S3OnDisk.DATA, "deliveries/job_20261124-101500/manifest.json"));
  }
}
