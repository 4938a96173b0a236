package org.segmentcourier.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.aws.Records;
import org.segmentcourier.fake.RoutesUnderTest;

class NotificationsRouteTest {

  private static final Notification DONE =
      new Notification("run/1", "It is done", "All of it is done", Map.of("status", "DONE"));

  private static final Duration TEN_SECONDS = Duration.ofSeconds(10);

  private final RoutesUnderTest routes = new RoutesUnderTest();
  private ProducerTemplate producer;

  @BeforeEach
  void start() throws Exception {
    routes.start("notifications", "errors");
    producer = routes.context().createProducerTemplate();
  }

  @AfterEach
  void stop() {
    routes.close();
  }

  @Test
  void peopleAreToldOnce() {
    producer.sendBodyAndHeader("direct:notify", DONE, "stray", "header");
    producer.sendBody("direct:notify", DONE);

    assertThat(routes.sns.published()).hasSize(1);
    var request = routes.sns.published().get(0);
    assertThat(request.subject()).isEqualTo("segment-courier Notifications");
    assertThat(request.messageStructure()).isEqualTo("json");
    assertThat(request.message()).contains("\"default\":\"It is done\"");
    assertThat(request.messageAttributes()).isEmpty();
    assertThat(routes.s3.has("data", "told/run/1")).isTrue();
  }

  /** The first has taken it upon itself to tell, and has not told yet when the second looks. */
  @Test
  void ofTwoContainersAtOnceOneTellsAndTheOtherWaitsForIt() throws Exception {
    try (var others = RoutesUnderTest.beside(routes)) {
      others.start("notifications", "errors");
      routes.sns.hold();

      var first = producer.asyncSendBody("direct:notify", DONE);
      await().until(() -> routes.sns.waiting() == 1);
      var second = others.context().createProducerTemplate().asyncSendBody("direct:notify", DONE);
      await().during(Duration.ofSeconds(1)).until(() -> !second.isDone());
      routes.sns.letGo();

      assertThat(first).succeedsWithin(TEN_SECONDS);
      assertThat(second).succeedsWithin(TEN_SECONDS);
      assertThat(routes.sns.published()).hasSize(1);
    }
  }

  @Test
  void whatADeadContainerHasNotToldIsTold() {
    new Told(new Records(routes.s3, "data"), Duration.ofMinutes(2)).claim(DONE);

    var telling = producer.asyncSendBody("direct:notify", DONE);
    await().during(Duration.ofSeconds(1)).until(() -> !telling.isDone());
    routes.s3.pass(Duration.ofMinutes(3));

    assertThat(telling).succeedsWithin(TEN_SECONDS);
    assertThat(routes.sns.published()).hasSize(1);
  }

  @Test
  void anotherThingThatHappenedIsToldToo() {
    producer.sendBody("direct:notify", DONE);
    producer.sendBody(
        "direct:notify", new Notification("run/2", "It is done", "Once more", Map.of()));

    assertThat(routes.sns.published()).hasSize(2);
  }

  @Test
  void whatHasASubjectIsToldUnderIt() {
    producer.sendBody(
        "direct:notify", new Notification("run/3", "run 3 is done", "Done", "Done.", Map.of()));

    assertThat(routes.sns.published().get(0).subject()).isEqualTo("segment-courier: run 3 is done");
  }

  @Test
  void theCallerFindsItsNotificationAgain() {
    assertThat(producer.requestBody("direct:notify", DONE)).isEqualTo(DONE);
  }
}
