package org.segmentcourier.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.fake.InMemoryRoutesTest;

class NotificationsRouteTest extends InMemoryRoutesTest {

  private static final Notification DONE =
      new Notification(
          "run/1", "done", "It is done", "All of it is done", Map.of("status", "DONE"));

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  NotificationsRouteTest() {
    super("notifications", "errors");
  }

  @Test
  void peopleAreToldOnce() {
    template.sendBodyAndHeader("direct:notify", DONE, "stray", "header");
    template.sendBody("direct:notify", DONE);

    assertThat(sns.published()).hasSize(1);
    var request = sns.published().get(0);
    assertThat(request.subject()).isEqualTo("segment-courier: done");
    assertThat(request.messageStructure()).isEqualTo("json");
    assertThat(request.message()).contains("\"default\":\"It is done\"");
    assertThat(request.messageAttributes()).isEmpty();
    assertThat(s3.has("data", "told/run/1")).isTrue();
  }

  /** The first has taken it upon itself to tell, and has not told yet when the second looks. */
  @Test
  void ofTwoContainersAtOnceOneTellsAndTheOtherWaitsForIt() throws Exception {
    try (var other = createCamelContext()) {
      other.start();
      sns.hold();

      var first = template.asyncSendBody("direct:notify", DONE);
      await().until(() -> sns.waiting() == 1);
      var second = other.createProducerTemplate().asyncSendBody("direct:notify", DONE);
      await().during(Duration.ofSeconds(1)).until(() -> !second.isDone());
      sns.letGo();

      assertThat(first).succeedsWithin(TEN_SECONDS);
      assertThat(second).succeedsWithin(TEN_SECONDS);
      assertThat(sns.published()).hasSize(1);
    }
  }

  @Test
  void whatADeadContainerHasNotToldIsTold() {
    new Told(new Records(s3, "data"), Duration.ofMinutes(2)).claim(DONE);

    var telling = template.asyncSendBody("direct:notify", DONE);
    await().during(Duration.ofSeconds(1)).until(() -> !telling.isDone());
    s3.pass(Duration.ofMinutes(3));

    assertThat(telling).succeedsWithin(TEN_SECONDS);
    assertThat(sns.published()).hasSize(1);
  }

  @Test
  void whatCouldNotBeToldIsToldLater() {
    sns.close(true);
    assertThatThrownBy(() -> template.sendBody("direct:notify", DONE))
        .hasStackTraceContaining("the topic is away");
    sns.close(false);
    s3.pass(Duration.ofMinutes(3));

    template.sendBody("direct:notify", DONE);

    assertThat(sns.published()).hasSize(1);
  }

  @Test
  void anotherThingThatHappenedIsToldToo() {
    template.sendBody("direct:notify", DONE);
    template.sendBody(
        "direct:notify", new Notification("run/2", "done", "It is done", "Once more", Map.of()));

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
