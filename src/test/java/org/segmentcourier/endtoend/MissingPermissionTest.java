package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A role that lacks something the application does. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MissingPermissionTest {

  private static final String ACTION = "mobiletargeting:GetUserEndpoints";
  private static final String OUTPUT =
      "{\"input\":{\"itemId\":\"1\"},\"output\":{\"usersList\":[\"u1\"]},\"error\":null}\n";

  @RegisterExtension
  static final EndToEnd system =
      EndToEnd.alone("missing-permission")
          .noticingDeathsSoon()
          .with("QUEUE_RECEIVES", "2")
          .without(ACTION);

  @Test
  void theActionIsNamedAndNothingIsPublished() throws IOException {
    var jobs = system.otherJobs();
    jobs.user("u1", "e1");
    var arn =
        jobs.plant(
            "forbidden", Map.of("f.json.out", OUTPUT), Instant.parse("2026-01-01T00:00:00Z"));

    jobs.announce(arn, "ACTIVE");

    assertThat(system.mail(ACTION).text()).contains("not authorized to perform: " + ACTION);
    var reason = system.takeFromRedriveQueue("Deliveries").messageAttributes().get("reason");
    assertThat(reason.stringValue()).contains(ACTION);
    assertThat(jobs.published(arn)).isEmpty();
  }
}
