package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.Aside;
import org.segmentcourier.fake.Warnings;

/** Changes that have to wait for a hand-over. */
class WaitingChangesTest extends OperatorsFolder {

  /** A route that branches have in common can't be gone while one of them is at work. */
  @Test
  void aSharedRouteIsChangedWithTheBranchesThatCallIt() throws Exception {
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    write("helper", shared("helper", "further", ""));
    write("further", shared("further", "publish", ""));
    write("sms", plain("sms", "SMS").replace("direct:publish", "direct:helper"));
    start();
    branches.publishing = () -> pause(underWay, goOn);
    var handed = Aside.run(() -> branches.hand("sms", "file"));
    assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();

    write("further", shared("further", "publish", "    description: Another\n"));
    branches.look();

    assertThat(branches.state("further.camel.yaml").getState()).isEqualTo("WAITING");
    assertThat(branches.files.getChanges()).isZero();
    goOn.countDown();
    handed.get(20, TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> branches.files.getChanges() == 1);
    branches.hand("sms", "file");
  }

  @Test
  void aChangeWaitsForAHandOverAndHoldsUpNoOther() throws Exception {
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    write("slow", plain("slow", "SMS"));
    write("sms", plain("sms", "SMS"));
    start();
    branches.publishing = () -> pause(underWay, goOn);
    var handed = Aside.run(() -> branches.hand("slow", "file"));
    assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();

    write("slow", plain("slow", "VOICE"));
    write("sms", plain("sms", "VOICE"));
    branches.look();

    await().atMost(PATIENCE).until(() -> branch("sms").channels().contains("VOICE"));
    assertThat(branch("slow").channels()).containsExactly("SMS");
    assertThat(branches.state("slow.camel.yaml").getState()).isEqualTo("WAITING");

    goOn.countDown();
    handed.get(20, TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> branch("slow").channels().contains("VOICE"));
    assertThat(branches.state("slow.camel.yaml").getState()).isEqualTo("RUNNING");
  }

  @Test
  void whileATemplateWaitsForOneBranchTheOthersGoOn() throws Exception {
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    write("template", template("SMS"));
    write("one", templated("one"));
    write("two", templated("two"));
    start();
    branches.publishing = () -> pause(underWay, goOn);
    var slow = Aside.run(() -> branches.hand("two", "slow"));
    assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
    branches.publishing = () -> {};

    write("template", template("VOICE"));
    branches.look();

    for (int file = 0; file < 20; file++) {
      int number = file;
      Aside.run(() -> branches.hand("one", "file " + number)).get(5, TimeUnit.SECONDS);
    }
    assertThat(branch("one").channels()).containsExactly("SMS");
    goOn.countDown();
    slow.get(20, TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> branch("one").channels().contains("VOICE"));
    assertThat(branches.published).hasSize(21);
  }

  /** Else it would be made from the old template, and nobody would make it anew. */
  @Test
  void whatIsMadeFromATemplateThatWaitsWaitsWithIt() throws Exception {
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    write("template", template("SMS"));
    write("one", templated("one"));
    start();
    branches.publishing = () -> pause(underWay, goOn);
    var handed = Aside.run(() -> branches.hand("one", "file"));
    assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
    write("template", template("VOICE"));
    branches.look();

    write("two", templated("two"));
    branches.look();

    assertThat(branches.state("two.camel.yaml").getState()).isEqualTo("WAITING");
    goOn.countDown();
    handed.get(20, TimeUnit.SECONDS);
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              branches.look();
              return branches.ids().contains("two");
            });
    assertThat(branch("one").channels()).containsExactly("VOICE");
    assertThat(branch("two").channels()).containsExactly("VOICE");
  }

  /** Another container may have built a delivery that has it. */
  @Test
  void aHandOverToABranchThatIsJustComingWaitsUntilAllOfItsFileIsThere() throws Exception {
    start();
    var early = new AtomicReference<CompletableFuture<Void>>();
    branches.outside.starting = name -> early.compareAndSet(null, handWhileItIsComing());

    write("sms", plain("sms", "SMS") + logged("second", "SMS", "second"));
    changed();

    early.get().get(20, TimeUnit.SECONDS);
    assertThat(branches.published).containsExactly("file");
  }

  /** Returns when it waits, or has not done so. */
  private CompletableFuture<Void> handWhileItIsComing() {
    var handed = new CompletableFuture<Void>();
    var thread =
        new Thread(
            () -> {
              branches.hand("sms", "file");
              handed.complete(null);
            });
    thread.start();
    await()
        .atMost(PATIENCE)
        .until(() -> handed.isDone() || thread.getState() == Thread.State.WAITING);
    assertThat(branches.published).isEmpty();
    return handed;
  }

  @Test
  void whatIsRefusedStaysSoAndIsToldOnceWhileItsTemplateWaits() throws Exception {
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    write("template", template("SMS"));
    write("one", templated("one"));
    start();
    branches.publishing = () -> pause(underWay, goOn);
    var handed = Aside.run(() -> branches.hand("one", "file"));
    assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
    try (var log = new Warnings(BranchFiles.class.getName())) {
      write("one", "- route: [");
      branches.look();
      write("template", template("VOICE"));
      branches.look();
      write("sms", plain("sms", "SMS"));
      branches.look();

      assertThat(branches.state("template.camel.yaml").getState()).isEqualTo("WAITING");
      assertThat(branches.state("one.camel.yaml").getState()).isEqualTo("REFUSED");
      goOn.countDown();
      handed.get(20, TimeUnit.SECONDS);
      await().atMost(PATIENCE).until(() -> branches.files.getChanges() == 2);
      branches.look();

      assertThat(branches.state("one.camel.yaml").getState()).isEqualTo("REFUSED");
      assertThat(log.messages()).hasSize(1);
    }
  }
}
