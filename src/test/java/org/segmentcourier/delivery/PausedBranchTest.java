package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.delivery.publish.Pauses;
import org.segmentcourier.notification.Notification;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/** Files for a branch that somebody has paused. */
class PausedBranchTest extends DeliveryTest {

  private Pauses pauses;

  @BeforeEach
  void pause() {
    pauses = application.context.getRegistry().lookupByNameAndType("pauses", Pauses.class);
    pauses.pause(Branch.DEFAULT);
  }

  @AfterEach
  void resume() {
    pauses.resume(Branch.DEFAULT);
  }

  @Test
  void theyWaitAndPeopleAreToldWhatTo() {
    deliver("waits");

    assertThat(application.publishedNames()).isEmpty();
    assertThat(held()).containsExactly("held/waits_20261124-101500/" + ACTION);
    assertThat(application.record("waits", "published/" + ACTION)).contains("PAUSED");
    assertThat(last().subject()).isEqualTo("delivered 0 segment files (1 paused) of waits");
    assertThat(last().text())
        .contains(
            ACTION
                + ": waits, since branch all is paused; to be published, it has to be resumed within"
                + " 30 days");
  }

  @Test
  void onceItIsResumedTheyAreReleasedAsWhatWasHeldIs() {
    deliver("resumed");
    pauses.resume(Branch.DEFAULT);

    release("resumed");

    assertThat(application.published(ACTION)).containsExactly("Id", "e-u1");
    assertThat(held()).isEmpty();
    assertThat(last().subject()).isEqualTo("released: " + ACTION);
    assertThat(last().text()).contains("was held, since branch 'all' was paused");
  }

  @Test
  void noneIsReleasedBefore() {
    deliver("early");

    release("early");

    assertThat(application.publishedNames()).isEmpty();
    assertThat(last().text())
        .contains("branch 'all' is paused; resume it, and then release the file once more");
    pauses.resume(Branch.DEFAULT);
    release("early");
    assertThat(application.publishedNames()).containsExactly(ACTION);
  }

  /** Whoever resumed it may have looked for files that wait before this one did. */
  @Test
  void oneThatWaitsForABranchThatIsResumedByNowIsReleasedByItsOwnDelivery() {
    deliver("meanwhile");
    assertThat(application.ordered()).isEmpty();
    pauses.resume(Branch.DEFAULT);

    deliver("meanwhile"); // its container had died before it was done

    assertThat(application.ordered())
        .extracting(SendMessageRequest::messageBody)
        .singleElement()
        .asString()
        .contains("\"file\":\"" + ACTION + "\"", "\"verdict\":\"RELEASE\"");
  }

  @Test
  void whatWasDroppedIsNotReleasedWhenItIsResumed() {
    deliver("dropped");
    judge("dropped", "DROP");
    pauses.resume(Branch.DEFAULT);

    deliver("dropped");

    assertThat(application.ordered()).isEmpty();
    assertThat(application.publishedNames()).isEmpty();
  }

  @Test
  void allContainersSeeWhichBranchesArePaused() {
    assertThat(pauses.now()).containsExactly(Branch.DEFAULT);
    assertThat(pauses.isPaused(Branch.DEFAULT)).isTrue();
    assertThat(pauses.pause(Branch.DEFAULT)).isFalse();

    pauses.resume(Branch.DEFAULT);

    assertThat(pauses.now()).isEmpty();
    assertThat(pauses.isPaused(Branch.DEFAULT)).isFalse();
  }

  private static void deliver(String job) {
    application.output(job, "a.json.out", Lines.genre("Action", "u1"));
    application.deliver(application.jobs.add(job));
  }

  private static void release(String job) {
    judge(job, "RELEASE");
  }

  private static void judge(String job, String verdict) {
    application.receive(
        """
        {"job": "%s", "judgement": {"delivery": "%s_20261124-101500", "file": "%s", "verdict": "%s"}}"""
            .formatted(KnownJobs.arn(job), job, ACTION, verdict),
        1);
  }

  private static List<String> held() {
    return application.s3.keys(S3OnDisk.DATA, "held/");
  }

  private static Notification last() {
    return application.told.get(application.told.size() - 1);
  }
}
