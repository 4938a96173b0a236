package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.delivery.order.Order;
import org.segmentcourier.delivery.order.Orders;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.personalize.model.PersonalizeException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What passes is waited for; what doesn't is given up, and told, at first sight. */
class HeldUpDeliveryTest extends DeliveryTest {

  private static final Orders ORDERS = new Orders(Duration.ofHours(1), Clock.systemUTC());

  /** Where a delivery meets what is away: at its job, its output, its users, its files. */
  static Stream<Runnable> outages() {
    return Stream.of(
        () -> application.jobs.failWith(PersonalizeException.builder().statusCode(503).build()),
        () -> application.jobs.failWith(expired()),
        () -> application.faulty.beAway(S3Exception.builder().statusCode(503).build()),
        () -> application.users.beAbsent(new NotYet("Pinpoint has not answered")),
        () -> application.users.failWith(new NotYet("Pinpoint has not answered")),
        () ->
            application.faulty.failPuts(
                SdkClientException.create("no connection", new ConnectException())));
  }

  @ParameterizedTest
  @MethodSource("outages")
  void whatPassesIsWaitedForAndThenDelivered(Runnable outage) {
    var job = application.jobs.add("patient");
    application.output("patient", "a.json.out", Lines.genre("Action", "a1"));
    outage.run();

    application.receive("{\"job\":\"" + job + "\"}", 5);

    assertThat(application.told).isEmpty();
    assertThat(application.setAside()).isEmpty();
    var next = application.ordered().get(0);
    var order = ORDERS.read(next.messageBody());
    assertThat(order.attempt()).isEqualTo(1);
    assertThat(order.notBefore()).isCloseTo(Instant.now(), within(2, ChronoUnit.SECONDS));
    assertThat(order.deadline()).isAfter(Instant.now());
    assertThat(next.messageGroupId()).isEqualTo(ORDERS.group(order));
    assertThat(next.messageDeduplicationId()).isEqualTo(ORDERS.deduplicationId(order));

    application.jobs.answer();
    application.faulty.recover();
    application.users.clear();
    application.users.others(user -> List.of(KnownUsers.email("e-" + user)));
    application.receive(next.messageBody().replaceAll("\"notBefore\":\"[^\"]*\",", ""), 1);

    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1");
    assertThat(application.told).hasSize(1);
    assertThat(application.ordered()).hasSize(1);
  }

  @Test
  void withoutRoomOnTheDiskNothingIsBegun() throws Exception {
    var job = application.jobs.add("large");
    application.output("large", "a.json.out", Lines.genre("Action", "a1"));
    application.disk.room(100);

    application.receive("{\"job\":\"" + job + "\"}", 1);

    assertThat(application.users.batches()).isZero();
    assertThat(application.leftovers()).isEmpty();
    var next = application.ordered().get(0).messageBody();
    assertThat(ORDERS.read(next).attempt()).isEqualTo(1);

    application.disk.room(Long.MAX_VALUE);
    application.receive(next.replaceAll("\"notBefore\":\"[^\"]*\",", ""), 1);

    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1");
  }

  /** What becomes of a message at its last try is no handling of what fails in a branch. */
  @Test
  void whatABranchHasFailedToTakeAtTheLastTryIsNotPublished() throws Exception {
    application.addBranch(
        """
        - route:
            id: branch-bad
            from:
              uri: branch:bad
              parameters: {channels: ALL, segments: Action}
              steps:
                - throwException: {exceptionType: java.lang.IllegalStateException, message: "a web service says 500"}
        """);
    var job = application.jobs.add("bad");
    application.output("bad", "a.json.out", Lines.genre("Action", "a1"));
    try {
      application.receive("{\"job\":\"" + job + "\"}", 5);
    } finally {
      application.removeBranch("bad");
    }

    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/"))
        .noneMatch(key -> key.endsWith("_bad.csv") && key.contains("/published/"))
        .noneMatch(key -> key.endsWith("manifest.json"));
    assertThat(application.setAside())
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.messageAttributes().get("reason").stringValue())
                    .isEqualTo("branch 'bad': IllegalStateException: a web service says 500"));
  }

  @Test
  void anOrderThatIsTooEarlyIsSentOnAndNothingElseIsDone() {
    var job = application.jobs.add("early");
    application.output("early", "a.json.out", Lines.genre("Action", "a1"));
    var order =
        new Order(job, null, 0, 3, 2, Instant.now().plusMillis(300), Instant.now().plusSeconds(60));

    application.receive(json(order), 1);

    assertThat(ORDERS.read(application.ordered().get(0).messageBody()))
        .isEqualTo(new Order(job, null, 0, 4, 2, order.notBefore(), order.deadline()));
    assertThat(Instant.now()).isAfterOrEqualTo(order.notBefore().minusMillis(5));
    assertThat(application.publishedNames()).isEmpty();
  }

  @Test
  void atItsDeadlineADeliveryIsGivenUpAndToldOnceWithTheReason() {
    var job = application.jobs.add("late");
    application.jobs.failWith(expired());

    application.receive(
        json(new Order(job, null, 0, 9, 8, null, Instant.now().minusSeconds(1))), 1);

    assertThat(application.told)
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.subject()).isEqualTo("delivery failed: late");
              assertThat(told.summary()).startsWith("Batch segment job late can't be delivered");
              assertThat(told.text())
                  .contains("in 9 attempts", "delivery.deadline", "The security token is expired")
                  .contains(
                      "\n  docker run --env-file stack.env segment-courier redrive deliveries\n");
            });
    assertThat(application.ordered()).isEmpty();
    assertThat(application.setAside())
        .singleElement()
        .satisfies(
            aside -> {
              assertThat(aside.messageBody()).contains(job);
              assertThat(aside.messageAttributes().get("reason").stringValue())
                  .contains("The security token is expired");
              assertThat(aside.messageAttributes().get("origin").stringValue())
                  .isEqualTo("batch segment job " + job + ", by queue deliveries");
            });
  }

  /** It was decided, and one of its files published: that need not be done again. */
  @Test
  void aDeliveryThatHasGotOnHasAllTheTimeAgain() throws Exception {
    var job = application.jobs.add("hindered");
    application.output("hindered", "a.json.out", Lines.genre("Action", "a1"));
    application.addBranch(
        publishingBranch("full", "EMAIL")
            .replace(
                "to: direct:publish",
                "throwException: {exceptionType: org.segmentcourier.aws.NotYet, message: full}"));

    application.receive(
        json(new Order(job, null, 0, 9, 8, null, Instant.now().minusSeconds(1))), 1);

    assertThat(application.told).isEmpty();
    var order = ORDERS.read(application.ordered().get(0).messageBody());
    assertThat(order.attempt()).isEqualTo(1);
    assertThat(order.deadline()).isAfter(Instant.now().plus(Duration.ofHours(5)));
    application.removeBranch("full");
  }

  @Test
  void aJobThatHasNotEndedYetIsLookedAtAgain() {
    var job = application.jobs.add("slow", "CREATE IN_PROGRESS");

    application.deliver(job);

    assertThat(application.ordered()).hasSize(1);
    assertThat(application.told).isEmpty();
  }

  /** What can't be delivered, with what people are told of it. */
  static Stream<Arguments> undeliverable() {
    return Stream.of(
        Arguments.of(
            "arn:aws:s3:::bucket",
            "'arn:aws:s3:::bucket' is no batch segment job; expected arn:aws:personalize:"),
        Arguments.of(KnownJobs.arn("unheard-of"), "Personalize knows no batch segment job arn:"),
        Arguments.of(
            application.jobs.add("nothing"),
            "there is no .out file in s3://personalize-data/batch/group/solution/nothing/"),
        Arguments.of(
            application.jobs.addElsewhere("gone", "s3://no-such-bucket/folder/"),
            "S3 does not let us list s3://no-such-bucket/folder/"));
  }

  @ParameterizedTest
  @MethodSource("undeliverable")
  void whatCantBeDeliveredIsGivenUpAtFirstSight(String job, String told) {
    application.deliver(job);

    assertSetAsideAndToldOnce(job, told);
  }

  @Test
  void aBucketThatIsNotOursIsNotTriedAgain() {
    var job = application.jobs.add("foreign");
    application.faulty.beAway(
        S3Exception.builder().statusCode(403).message("Access Denied").build());

    application.deliver(job);

    assertSetAsideAndToldOnce(
        job, "S3 does not let us list s3://personalize-data/batch/group/solution/foreign/");
  }

  private static void assertSetAsideAndToldOnce(String job, String reason) {
    assertThat(application.told)
        .singleElement()
        .satisfies(told -> assertThat(told.text()).contains(reason));
    assertThat(application.setAside())
        .singleElement()
        .satisfies(
            aside -> {
              assertThat(aside.messageBody()).isEqualTo("{\"job\":\"" + job + "\"}");
              assertThat(aside.messageAttributes().get("reason").stringValue()).contains(reason);
            });
    assertThat(application.ordered()).isEmpty();
  }

  @Test
  void whatFailsOtherwiseStaysInTheQueueUntilItsLastReceive() {
    var job = application.jobs.add("broken");
    application.output("broken", "a.json.out", Lines.genre("Action", "a1"));
    application.users.failWith(new IllegalStateException("a defect"));

    assertThatThrownBy(() -> application.receive("{\"job\":\"" + job + "\"}", 4))
        .hasStackTraceContaining("a defect");
    assertThat(application.setAside()).isEmpty();
    assertThat(application.told).isEmpty();

    application.receive("{\"job\":\"" + job + "\"}", 5);

    assertSetAsideAndToldOnce(job, "IllegalStateException: a defect");
    assertThat(application.told.get(0).text())
        .contains("Origin: batch segment job " + job + ", by queue deliveries");
  }

  private static AwsServiceException expired() {
    return PersonalizeException.builder()
        .statusCode(400)
        .message("The security token is expired")
        .awsErrorDetails(AwsErrorDetails.builder().errorCode("ExpiredTokenException").build())
        .build();
  }

  private static String json(Order order) {
    return "{\"job\":\"%s\",\"number\":%d,\"attempt\":%d,%s\"deadline\":\"%s\"}"
        .formatted(
            order.job(),
            order.number(),
            order.attempt(),
            order.notBefore() == null ? "" : "\"notBefore\":\"" + order.notBefore() + "\",",
            order.deadline());
  }
}
