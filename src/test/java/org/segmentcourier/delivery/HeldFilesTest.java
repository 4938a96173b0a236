package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.notification.Notification;

/** Segment files whose size does not seem right. */
class HeldFilesTest extends DeliveryTest {

  private static final String GUARDED = ACTION.replace(".csv", "_guarded.csv");

  private boolean guarded;

  @AfterEach
  void removeBranch() throws Exception {
    if (guarded) {
      application.removeBranch("guarded");
    }
  }

  @Test
  void aFileThatIsTooSmallWaitsAndTheOthersDoNot() throws Exception {
    guard("smallest: 3");

    deliver("small", 2);

    assertThat(application.publishedNames()).containsExactly(ACTION);
    assertThat(held()).containsExactly("held/small_20261124-101500/" + GUARDED);
    assertThat(manifest("small").at("/files/1/publication/state").asText()).isEqualTo("HELD");
    assertThat(manifest("small").at("/files/1/publication/location").asText())
        .isEqualTo("s3://personalize-data/held/small_20261124-101500/" + GUARDED);
    assertThat(last().subject()).isEqualTo("delivered 1 segment file (1 held) of small");
    assertThat(last().text())
        .contains(GUARDED + ": held, since it reaches 2 users, but smallest is 3.")
        .contains(
            "docker run --env-file stack.env segment-courier release small_20261124-101500 "
                + GUARDED)
        .contains(
            "docker run --env-file stack.env segment-courier drop small_20261124-101500 "
                + GUARDED);
  }

  @Test
  void aFileThatIsTooLargeWaits() throws Exception {
    guard("largest: 3");

    deliver("large", 4);

    assertThat(held()).hasSize(1);
    assertThat(last().text()).contains("it reaches 4 users, but largest is 3");
  }

  @Test
  void aFileThatDiffersTooMuchFromTheLastOneWaits() throws Exception {
    guard("change: 50");
    deliver("first", 4);
    deliver("similar", 6, Duration.ofDays(1));

    deliver("different", 10, Duration.ofDays(2));

    assertThat(application.s3.keys(S3OnDisk.DATA, "held/"))
        .singleElement()
        .asString()
        .startsWith("held/different_");
    assertThat(last().text())
        .contains(
            "it reaches 10 users after 6 the last time, which is 66.7 % more, but change allows 50.0 %");
  }

  @Test
  void whatWasHeldIsNotTheLastSizeUntilItIsReleased() throws Exception {
    guard("change: 50");
    deliver("one", 4);
    deliver("two", 10, Duration.ofDays(1));
    deliver("three", 10, Duration.ofDays(2));
    assertThat(application.s3.keys(S3OnDisk.DATA, "held/")).hasSize(2);

    judge("two", "RELEASE", Duration.ofDays(1));
    deliver("four", 10, Duration.ofDays(3));

    assertThat(application.s3.keys(S3OnDisk.DATA, "held/"))
        .singleElement()
        .asString()
        .startsWith("held/three_");
  }

  /** It had died after it published the file. */
  @Test
  void theSizeOfWhatIsReleasedIsKeptByTheNextAttemptIfThisOneCouldNot() throws Exception {
    guard("change: 50");
    deliver("one", 4);
    deliver("two", 10, Duration.ofDays(1));
    var size = application.s3.keys(S3OnDisk.DATA, "segments/").get(0);
    var before = application.s3.text(S3OnDisk.DATA, size);
    judge("two", "RELEASE", Duration.ofDays(1));
    application.s3.put(S3OnDisk.DATA, size, before);

    judge("two", "RELEASE", Duration.ofDays(1));

    assertThat(application.s3.text(S3OnDisk.DATA, size)).contains("two");
  }

  @Test
  void whatIsReleasedGoesWhereItsBranchPublishesByThen() throws Exception {
    guarded = true;
    application.addBranch(
        """
        - route:
            id: branch-guarded
            from:
              uri: branch:guarded
              parameters: {channels: ALL, smallest: 3, destination: own}
              steps:
                - to: mock:guarded
        """);
    deliver("moved", 2);
    application.removeBranch("guarded");
    guard("smallest: 3");

    judge("moved", "RELEASE");

    assertThat(application.published(GUARDED)).containsExactly("Id", "e-u0", "e-u1");
  }

  @Test
  void anOlderDeliveryThatComesLateDoesNotReplaceTheLastSize() throws Exception {
    guard("change: 50");
    deliver("new", 10, Duration.ofDays(5));
    deliver("old", 10, Duration.ofDays(1));
    deliver("newest", 14, Duration.ofDays(6));

    assertThat(held()).isEmpty();
    var sizes = application.s3.keys(S3OnDisk.DATA, "segments/");
    assertThat(sizes).hasSize(1);
    assertThat(application.s3.text(S3OnDisk.DATA, sizes.get(0))).contains("newest");
  }

  @Test
  void whatIsReleasedIsPublishedAndTold() throws Exception {
    guard("smallest: 3");
    deliver("released", 2);

    judge("released", "RELEASE");

    assertThat(application.published(GUARDED)).containsExactly("Id", "e-u0", "e-u1");
    assertThat(held()).isEmpty();
    assertThat(last().subject()).isEqualTo("released: " + GUARDED);
    assertThat(application.record("released", "released/" + GUARDED)).contains("PUBLISHED");
  }

  @Test
  void whatIsReleasedTwiceIsPublishedOnceAndWhatIsReleasedCantBeDropped() throws Exception {
    guard("smallest: 3");
    deliver("twice", 2);
    judge("twice", "RELEASE");

    judge("twice", "RELEASE");
    assertThat(last().subject()).isEqualTo("released: " + GUARDED);
    judge("twice", "DROP");

    assertThat(last().text()).contains("it was released before");
    assertThat(application.publishedNames()).containsExactlyInAnyOrder(ACTION, GUARDED);
    assertThat(application.setAside()).isEmpty();
  }

  @Test
  void whatIsDroppedIsGone() throws Exception {
    guard("smallest: 3");
    deliver("dropped", 2);

    judge("dropped", "DROP");

    assertThat(held()).isEmpty();
    assertThat(last().subject()).isEqualTo("dropped: " + GUARDED);
    judge("dropped", "RELEASE");
    assertThat(last().text()).contains("it was dropped before");
    assertThat(application.publishedNames()).containsExactly(ACTION);
  }

  @Test
  void afterThirtyDaysItHasLapsed() throws Exception {
    guard("smallest: 3");
    deliver("lapsed", 2);
    application.age("lapsed", Duration.ofDays(30).plusMinutes(1));

    judge("lapsed", "RELEASE");

    assertThat(last().text()).contains("it has lapsed");
    assertThat(application.publishedNames()).containsExactly(ACTION);
  }

  @Test
  void whatCantBeReleasedIsRefusedWithItsReason() throws Exception {
    deliver("whole", 2);

    judge("whole", "RELEASE");
    assertThat(last().text()).contains("the delivery has no such file");
    receive("whole", "RELEASE", "whole_20261124-101500", ACTION);
    assertThat(last().text()).contains("it is published");
    receive("whole", "RELEASE", "nobody_20261124-101500", ACTION);
    assertThat(last().text()).contains("there is no delivery nobody_20261124-101500");
    assertThat(application.setAside()).isEmpty();
  }

  @Test
  void withoutItsBranchAFileStaysAndCanBeReleasedLater() throws Exception {
    guard("smallest: 3");
    deliver("later", 2);
    application.removeBranch("guarded");
    guarded = false;

    judge("later", "RELEASE");
    assertThat(last().text()).contains("there is no branch 'guarded' any more");
    assertThat(held()).hasSize(1);

    guard("smallest: 3");
    judge("later", "RELEASE");
    assertThat(application.published(GUARDED)).hasSize(3);
  }

  @Test
  void whatCouldNotBeReleasedForWantOfItsBranchCanBeDropped() throws Exception {
    guard("smallest: 3");
    deliver("unwanted", 2);
    application.removeBranch("guarded");
    guarded = false;
    judge("unwanted", "RELEASE");

    judge("unwanted", "DROP");

    assertThat(last().subject()).isEqualTo("dropped: " + GUARDED);
    assertThat(held()).isEmpty();
    judge("unwanted", "DROP");
    assertThat(last().subject()).as("told again").isEqualTo("dropped: " + GUARDED);
  }

  @Test
  void whereItsBranchIsNotYetAReleaseWaitsForIt() throws Exception {
    guard("smallest: 3");
    deliver("rolling", 2);
    application.removeBranch("guarded");
    guarded = false;
    var order =
        """
        {"job": "%s", "judgement": {"delivery": "rolling_20261124-101500", "file": "%s",
         "verdict": "RELEASE", "time": "%s"}}"""
            .formatted(KnownJobs.arn("rolling"), GUARDED, Instant.now());
    int told = application.told.size();
    int before = application.ordered().size();

    application.receive(order, 1);

    assertThat(application.told).hasSize(told);
    assertThat(application.ordered()).hasSize(before + 1);
    guard("smallest: 3");
    application.receive(order, 1);
    assertThat(last().subject()).isEqualTo("released: " + GUARDED);
  }

  @Test
  void whoseBytesAreGoneIsToldSo() throws Exception {
    guard("smallest: 3");
    deliver("lost", 2);
    application.s3.delete(S3OnDisk.DATA, held().get(0));

    judge("lost", "RELEASE");

    assertThat(last().text())
        .contains("s3://personalize-data/held/lost_20261124-101500/" + GUARDED + " is gone");
  }

  /** By the time its branch works again. */
  @Test
  void whatWasReleasedButCouldNotBeHandedOverLapses() throws Exception {
    guard("smallest: 3");
    deliver("late", 2);
    application.removeBranch("guarded");
    application.addBranch(
        """
        - route:
            id: branch-guarded
            from:
              uri: branch:guarded
              parameters: {channels: ALL, smallest: 3}
              steps:
                - throwException: {exceptionType: java.lang.IllegalStateException, message: "away"}
        """);
    assertThatThrownBy(() -> judge("late", "RELEASE")).hasStackTraceContaining("away");
    application.age("late", Duration.ofDays(40));

    judge("late", "RELEASE");

    assertThat(last().text()).contains("it has lapsed");
  }

  @Test
  void aReleasedFileIsHandedOverOnceThoughItsRouteStops() throws Exception {
    guarded = true;
    application.addBranch(
        """
        - route:
            id: branch-guarded
            from:
              uri: branch:guarded
              parameters: {channels: ALL, smallest: 3, destination: own}
              steps:
                - to: mock:guarded
                - setVariable: {name: file, constant: x}
                - stop: {}
        """);
    var taken = application.context.getEndpoint("mock:guarded", MockEndpoint.class);
    deliver("stopped", 2);

    judge("stopped", "RELEASE");
    judge("stopped", "RELEASE");

    assertThat(taken.getExchanges()).hasSize(1);
    assertThat(last().subject()).isEqualTo("released: " + GUARDED);
    assertThat(held()).isEmpty();
  }

  /** Who wants it again may have missed the first e-mail. */
  @Test
  void whatIsRefusedAgainIsToldAgainButARepeatedMessageIsNot() throws Exception {
    deliver("refused", 2);
    int before = application.told.size();

    for (var time :
        List.of("2026-11-28T10:00:00Z", "2026-11-28T10:00:00Z", "2026-11-28T10:01:00Z")) {
      application.receive(
          """
          {"job": "%s", "judgement": {"delivery": "refused_20261124-101500", "file": "x.csv",
           "verdict": "DROP", "time": "%s"}}"""
              .formatted(KnownJobs.arn("refused"), time),
          1);
    }

    assertThat(application.told.subList(before, application.told.size()))
        .extracting(Notification::once)
        .hasSize(3)
        .satisfies(keys -> assertThat(new HashSet<>(keys)).hasSize(2));
  }

  @Test
  void ofAnEmptySegmentThereIsNoFileToHoldButItsBranchMayTakeThatForWrong() throws Exception {
    guard("smallest: 3");
    application.users.others(user -> List.of());

    deliver("empty", 2);

    assertThat(held()).isEmpty();
    assertThat(last().subject()).isEqualTo("delivered 0 segment files (1 empty) of empty");
    assertThat(last().text())
        .contains("no file, since it would be empty")
        .contains("branch guarded: it reaches 0 users, but smallest is 3; there is no file");
  }

  @Test
  void aSegmentThatNobodyIsLeftOfIsToldToWhomeverLimitsItsChange() throws Exception {
    guard("change: 50");
    deliver("full", 4);
    application.users.others(user -> List.of());

    deliver("gone", 4, Duration.ofDays(1));

    assertThat(last().subject()).isEqualTo("delivered 0 segment files (1 empty) of gone");
    assertThat(last().text())
        .contains("it reaches 0 users after 4 the last time, which is 100.0 % less");
  }

  private void guard(String option) throws Exception {
    guarded = true;
    application.addBranch(
        """
        - route:
            id: branch-guarded
            from:
              uri: branch:guarded
              parameters: {channels: ALL, %s}
              steps:
                - to: direct:publish
        """
            .formatted(option));
  }

  private static void deliver(String job, int users) {
    deliver(job, users, Duration.ZERO);
  }

  private static void deliver(String job, int users, Duration later) {
    var ids = IntStream.range(0, users).mapToObj(i -> "u" + i).toArray(String[]::new);
    application.output(job, "a.json.out", Lines.genre("Action", ids));
    application.deliver(application.jobs.add(job, later));
  }

  private static void judge(String job, String verdict) {
    judge(job, verdict, Duration.ZERO);
  }

  private static void judge(String job, String verdict, Duration later) {
    var time = KnownJobs.time(later);
    receive(job, verdict, job + "_" + time, GUARDED.replace("20261124-101500", time));
  }

  private static void receive(String job, String verdict, String delivery, String file) {
    application.receive(
        """
        {"job": "%s", "judgement": {"delivery": "%s", "file": "%s", "verdict": "%s"}}"""
            .formatted(KnownJobs.arn(job), delivery, file, verdict),
        1);
  }

  private static List<String> held() {
    return application.s3.keys(S3OnDisk.DATA, "held/");
  }

  private static Notification last() {
    return application.told.get(application.told.size() - 1);
  }

  private static JsonNode manifest(String job) throws IOException {
    return new ObjectMapper().readTree(application.record(job, "manifest.json"));
  }
}
