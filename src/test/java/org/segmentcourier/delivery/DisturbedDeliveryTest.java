package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.segmentcourier.delivery.KnownUsers.email;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endpoint.NoAnswer;

/** Deliveries that are repeated, disturbed, or not possible. */
class DisturbedDeliveryTest extends DeliveryTest {

  @Test
  void aSecondMessageDoesNothingTwice() {
    var job = application.jobs.add("twice");
    application.output("twice", "a.json.out", Lines.genre("Action", "a1"));
    application.deliver(job);
    application.s3.client().deleteObject(r -> r.bucket(S3OnDisk.IMPORT).key("pinpoint/" + ACTION));

    application.deliver(job);

    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.users.batches()).isEqualTo(1);
    assertThat(application.told).extracting("once").containsOnly("delivery/twice_20261124-101500");
  }

  @Test
  void whatWasCommittedIsPublishedThoughTheWorldHasChangedSince() throws Exception {
    application.addBranch(failingBranch("flaky"));
    var job = application.jobs.add("resumed");
    application.output("resumed", "a.json.out", Lines.genre("Action", "a1"));
    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("branch is full");
    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1");
    assertThat(application.told).isEmpty();

    application.removeBranch("flaky");
    application.addBranch(publishingBranch("flaky", "ALL"));
    application.users.others(user -> List.of(email("changed")));
    application.deliver(job);

    assertThat(application.published("ITEMSgenresAction_20261124-101500_flaky.csv"))
        .containsExactly("Id", "e-a1");
    assertThat(application.users.batches()).isEqualTo(1);
    assertThat(application.told).hasSize(1);
    application.removeBranch("flaky");
  }

  @Test
  void nothingIsHandedToABranchBeforeTheDeliveryIsDecided() throws Exception {
    var recordsAtHandOver = new ArrayList<String>();
    application.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:watching?channels=ALL")
                .routeId("branch-watching")
                .process(
                    handOver ->
                        recordsAtHandOver.addAll(
                            application.s3.keys(S3OnDisk.DATA, "deliveries/")));
          }
        });
    var job = application.jobs.add("decided");
    application.output("decided", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(recordsAtHandOver).contains("deliveries/decided_20261124-101500/commit.json");
    application.removeBranch("watching");
  }

  @Test
  void whileAFileIsNotPublishedThereIsNoManifest() throws Exception {
    application.addBranch(failingBranch("full"));
    var job = application.jobs.add("partly");
    application.output("partly", "a.json.out", Lines.genre("Action", "a1"));

    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("branch is full");

    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/partly_20261124-101500/published/"))
        .hasSize(1);
    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/"))
        .doesNotContain("deliveries/partly_20261124-101500/manifest.json");
    application.removeBranch("full");
  }

  /** Containers with a new branch replace those without it: these may have to finish a delivery. */
  @Test
  void aBranchThatIsNotHereYetIsWaitedFor() throws Exception {
    application.addBranch(failingBranch("new"));
    var job = application.jobs.add("rolling");
    application.output("rolling", "a.json.out", Lines.genre("Action", "a1"));
    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("branch is full");
    application.removeBranch("new");
    application.age("rolling", Duration.ofDays(1));
    application.deliver(job);
    application.ageMissed("rolling", ACTION.replace(".csv", "_new.csv"), Duration.ofMinutes(14));

    application.deliver(job);

    assertThat(application.told).isEmpty();
    assertThat(application.ordered()).hasSize(2);
    application.addBranch(publishingBranch("new", "EMAIL"));
    application.deliver(job);
    assertThat(application.publishedNames()).hasSize(2);
    assertThat(application.told.get(0).summary()).contains("2 files published");
    application.removeBranch("new");
  }

  @Test
  void aFileWhoseBranchIsGoneIsWithdrawnAndTold() throws Exception {
    application.addBranch(failingBranch("gone"));
    var job = application.jobs.add("withdrawn");
    application.output("withdrawn", "a.json.out", Lines.genre("Action", "a1"));
    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("branch is full");
    application.removeBranch("gone");
    application.deliver(job);

    application.ageMissed("withdrawn", ACTION.replace(".csv", "_gone.csv"), Duration.ofMinutes(16));

    application.deliver(job);

    assertThat(application.publishedNames()).containsExactly(ACTION);
    assertThat(application.told.get(0).summary())
        .contains("1 file published, 1 endpoint, 1 file withdrawn");
    assertThat(application.told.get(0).subject()).contains("1 segment file (1 withdrawn)");
    assertThat(application.told.get(0).text())
        .contains("_gone.csv: withdrawn, since there is no branch gone any more");
  }

  @Test
  void aLookUpWithoutAnAnswerStopsEverythingBeforeItIsDecided() {
    application.users.failWith(new IllegalStateException("Pinpoint is away"));
    var job = application.jobs.add("stopped");
    application.output("stopped", "a.json.out", Lines.genre("Action", "a1"));

    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("Pinpoint is away");

    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/")).isEmpty();
    assertThat(application.s3.keys(S3OnDisk.DATA, "staged/")).isEmpty();
    assertThat(application.told).isEmpty();
  }

  /** Each of the others would be tried until its deadline, too. */
  @Test
  void afterABatchWithoutAnAnswerNoOtherIsAskedFor() {
    application.users.failWith(new IllegalStateException("Pinpoint is away"));
    var job = application.jobs.add("outage");
    application.output("outage", "a.json.out", Lines.item("1", 25_001) + Lines.item("2", "a"));
    application.output("outage", "b.json.out", Lines.item("3", "b"));

    assertThatThrownBy(() -> application.deliver(job)).hasStackTraceContaining("Pinpoint is away");

    assertThat(application.users.batches()).isEqualTo(1);
  }

  @Test
  void withoutAnybodyToAskNothingIsDecidedAndPeopleAreTold() {
    application.users.beAbsent(new NoAnswer("Pinpoint knows no project"));
    var job = application.jobs.add("nobody");
    application.output("nobody", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/")).isEmpty();
    assertThat(application.s3.keys(S3OnDisk.DATA, "staged/")).isEmpty();
    assertThat(application.told)
        .singleElement()
        .satisfies(told -> assertThat(told.text()).contains("Pinpoint knows no project"));
  }

  /** Defect 6 of the reference. */
  @Test
  void twoJobsOfTheSameSecondBothPublish() {
    var first = application.jobs.add("first");
    var second = application.jobs.add("second");
    application.output("first", "a.json.out", Lines.genre("Action", "a1"));
    application.output("second", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(first);
    application.deliver(second);

    assertThat(application.publishedNames()).hasSize(2).contains(ACTION);
    assertThat(application.publishedNames().get(0))
        .matches("ITEMSgenresAction_20261124-101500-[0-9a-f]{6}\\.csv");
  }

  @Test
  void aFileOfTheUsersOwnIsNeverOverwritten() {
    application.s3.put(S3OnDisk.IMPORT, "pinpoint/" + ACTION, "mine");
    var job = application.jobs.add("polite");
    application.output("polite", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(application.published(ACTION)).containsExactly("mine");
    assertThat(application.publishedNames()).hasSize(2);
  }

  @Test
  void aFileThatSomebodyPutsAtTheSameMomentIsNotOverwrittenEither() {
    application.faulty.beforePut(
        () -> application.s3.put(S3OnDisk.IMPORT, "pinpoint/" + ACTION, "mine"));
    var job = application.jobs.add("race");
    application.output("race", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(application.published(ACTION)).containsExactly("mine");
    assertThat(application.publishedNames()).hasSize(2);
  }

  /**
   * It was put under its second name, since a file of somebody's was in the way, which is gone; and
   * the container died before it noted that the file is published.
   */
  @Test
  void aFileThatIsThereUnderAnotherKeyIsNotPutAgainWhereTheFirstIsFree() {
    application.s3.put(S3OnDisk.IMPORT, "pinpoint/" + ACTION, "mine");
    var job = application.jobs.add("patient");
    application.output("patient", "a.json.out", Lines.genre("Action", "a1"));
    application.deliver(job);
    application.s3.delete(S3OnDisk.IMPORT, "pinpoint/" + ACTION);
    application.s3.keys(S3OnDisk.DATA, "deliveries/").stream()
        .filter(key -> key.contains("/published/"))
        .forEach(marker -> application.s3.delete(S3OnDisk.DATA, marker));

    application.deliver(job);

    assertThat(application.publishedNames()).hasSize(1).doesNotContain(ACTION);
  }

  @Test
  void aPutThatMeetsAnotherIsLookedAtAndMadeAgain() {
    application.faulty.refuse(409);
    application.faulty.doAndAnswer(412);
    var job = application.jobs.add("conflict");
    application.output("conflict", "a.json.out", Lines.genre("Action", "a1"));

    application.deliver(job);

    assertThat(application.publishedNames()).containsExactly(ACTION);
    assertThat(application.published(ACTION)).containsExactly("Id", "e-a1");
  }

  @Test
  void aFailedJobIsToldWithItsReason() {
    var job = application.jobs.add("failed", "CREATE FAILED");

    application.deliver(job);

    assertThat(application.told).hasSize(1);
    assertThat(application.told.get(0).subject())
        .isEqualTo("nothing to deliver, job failed: failed");
    assertThat(application.told.get(0).text()).contains("Reason: No such filter");
    assertThat(application.s3.keys(S3OnDisk.DATA, "deliveries/")).isEmpty();
    assertThat(application.s3.keys(S3OnDisk.DATA, "staged/")).isEmpty();
  }

  /** Torn, empty, or of somebody else's. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "commit.json   | Commit   | '{\"x'",
        "commit.json   | Commit   | ''",
        "commit.json   | Commit   | '{\"id\": 7}'",
        "manifest.json | Manifest | '{\"x'",
        "manifest.json | Manifest | ''",
        "manifest.json | Manifest | '{\"id\": 7}'"
      })
  @Tag("R18")
  void aRecordThatIsNotOursIsToldByNameAndLeftAlone(String record, String type, String content) {
    var job = application.jobs.add("foreign");
    application.output("foreign", "a.json.out", Lines.genre("Action", "a1"));
    application.s3.put(S3OnDisk.DATA, "deliveries/foreign_20261124-101500/" + record, content);

    application.deliver(job);

    assertThat(application.told.get(0).text())
        .contains("%s is no %s as this application writes it".formatted(record, type));
    assertThat(application.record("foreign", record)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "{\"version\": 2}"})
  void aCommitThatSaysNothingOrIsOfALaterVersionIsLeftAloneToo(String content) {
    var job = application.jobs.add("odd");
    application.output("odd", "a.json.out", Lines.genre("Action", "a1"));
    application.s3.put(S3OnDisk.DATA, "deliveries/odd_20261124-101500/commit.json", content);

    application.deliver(job);

    assertThat(application.told.get(0).text())
        .contains("commit.json is no Commit as this application writes it");
    assertThat(application.record("odd", "commit.json")).isEqualTo(content);
    assertThat(application.publishedNames()).isEmpty();
    assertThat(application.told).hasSize(1);
  }

  private static String failingBranch(String id) {
    return """
        - route:
            id: branch-%1$s
            from:
              uri: branch:%1$s
              parameters: {channels: ALL}
              steps:
                - throwException:
                    exceptionType: java.lang.IllegalStateException
                    message: branch is full
        """
        .formatted(id);
  }
}
