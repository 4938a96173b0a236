package org.segmentcourier.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.InMemoryRoutesTest;

class NotificationsRouteTest extends InMemoryRoutesTest {

  private static final Notification DONE =
      new Notification("run/1", "It is done", "All of it is done", Map.of("status", "DONE"));

  NotificationsRouteTest() {
    super("notifications", "errors");
  }

  @Test
  void peopleAreToldOnce() {
    template.sendBodyAndHeader("direct:notify", DONE, "stray", "header");
    template.sendBody("direct:notify", DONE);

    assertThat(sns.published()).hasSize(1);
    var request = sns.published().get(0);
    assertThat(request.subject()).isEqualTo("segment-courier Notifications");
    assertThat(request.messageStructure()).isEqualTo("json");
    assertThat(request.message()).contains("\"default\":\"It is done\"");
    assertThat(request.messageAttributes()).isEmpty();
    assertThat(s3.has("data", "told/run/1")).isTrue();
  }

  @Test
  void anotherThingThatHappenedIsToldToo() {
    template.sendBody("direct:notify", DONE);
    template.sendBody(
        "direct:notify", new Notification("run/2", "It is done", "Once more", Map.of()));

    assertThat(sns.published()).hasSize(2);
  }

  @Test
  void whatHasASubjectIsToldUnderIt() {
    template.sendBody(
        "direct:notify", new Notification("run/3", "run 3 is done", "Done", "Done.", Map.of()));

    assertThat(sns.published().get(0).subject()).isEqualTo("segment-courier: run 3 is done");
  }

  @Test
  void theCallerFindsItsNotificationAgain() {
    assertThat(template.requestBody("direct:notify", DONE)).isEqualTo(DONE);
  }
}
