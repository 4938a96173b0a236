package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.Test;
import org.segmentcourier.branch.check.RouteFile;
import org.segmentcourier.fake.Warnings;

/** Changes that are in order, but can't be started. */
class FailedChangesTest extends OperatorsFolder {

  @Test
  void whatFailedForAReasonOutsideIsTriedAgainAfterAPause() throws Exception {
    startWithATakenBranch();
    write("taken", plain("taken", "SMS"));
    try (var log = new Warnings(BranchFiles.class.getName())) {
      branches.look();
      await().atMost(PATIENCE).until(() -> !log.messages().isEmpty());
      branches.context.getRouteController().stopRoute("in-the-way");
      branches.context.removeRoute("in-the-way");

      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                branches.look();
                return branches.state("taken.camel.yaml").getState().equals("RUNNING");
              });

      assertThat(log.messages()).hasSize(1);
    }
    assertThat(branches.ids()).containsExactly("all", "taken");
    assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
  }

  @Test
  void whatFailedIsTriedAgainAtOnceIfSomebodyAsksForIt() throws Exception {
    startWithATakenBranch();
    write("taken", plain("taken", "SMS"));
    for (int time = 1; time <= 6; time++) { // by now, the pause is a minute
      branches.files.look();
      await().atMost(PATIENCE).until(() -> branches.files.isAtRest());
    }
    assertThat(health().getMessage().orElseThrow()).contains("branch-taken");
    branches.context.getRouteController().stopRoute("in-the-way");
    branches.context.removeRoute("in-the-way");

    branches.files.look();

    await()
        .atMost(PATIENCE)
        .until(() -> branches.ids().contains("taken") && branches.files.isAtRest());
    assertThat(branches.state("taken.camel.yaml").getState()).isEqualTo("RUNNING");
  }

  /** The file passes the check, but one of its routes can't be started in the application. */
  @Test
  void whatFailsInTheEndIsPutBack() throws Exception {
    write("sms", plain("sms", "SMS"));
    startWithATakenBranch();

    write("sms", plain("sms", "VOICE") + plain("taken", "SMS"));
    branches.look();

    await()
        .atMost(PATIENCE)
        .until(() -> branches.state("sms.camel.yaml").getState().equals("REFUSED"));
    assertThat(branches.state("sms.camel.yaml").getError()).contains("taken");
    assertThat(branch("sms").channels()).containsExactly("SMS");
    branches.hand("sms", "file");
    assertThat(branches.published).containsExactly("file");
  }

  /** The queue of the new one is missing; and just then, AWS does not answer for the old one. */
  @Test
  void whatCouldNotBePutBackIsTriedAgainForAsLongAsTheNewOneFails() throws Exception {
    write("sms", logged("sms", "SMS", "old"));
    start();
    missing("old", "new");

    write("sms", logged("sms", "VOICE", "new"));
    branches.look();
    await().atMost(PATIENCE).until(() -> error("sms").contains("could not be put back"));
    assertThat(branches.ids()).containsExactly("all");
    assertThat(branches.state("sms.camel.yaml").getVersion()).isEmpty();

    missing("new");
    untilSmsTakes("SMS");
    await().atMost(PATIENCE).until(() -> !error("sms").contains("could not be put back"));
    assertThat(error("sms")).contains("new is missing");

    missing();
    untilSmsTakes("VOICE");
    await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
  }

  @Test
  void whatCouldNotBePutBackIsTriedAgainAlsoWhenTheNewOneIsBrokenNow() throws Exception {
    write("sms", logged("sms", "SMS", "old"));
    start();
    missing("old", "new");
    write("sms", logged("sms", "VOICE", "new"));
    branches.look();
    await().atMost(PATIENCE).until(() -> error("sms").contains("could not be put back"));

    write("sms", logged("sms", "SSM", "new"));
    branches.look();
    missing("new");

    untilSmsTakes("SMS");
    assertThat(branches.state("sms.camel.yaml").getError()).contains("unknown channel type 'SSM'");
  }

  @Test
  void whatCanNotBeStartedKeepsTheApplicationNotFromStarting() throws Exception {
    write("sms", logged("sms", "SMS", "queue"));
    write("voice", plain("voice", "VOICE"));

    startWithout("queue");

    assertThat(branches.ids()).containsExactly("all", "voice");
    assertThat(branches.state("sms.camel.yaml").getState()).isEqualTo("REFUSED");
    assertThat(error("sms")).contains("queue is missing");
    assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);

    missing();
    untilSmsTakes("SMS");
    await().atMost(PATIENCE).until(() -> health().getState() == HealthCheck.State.UP);
  }

  @Test
  void whatNeedsWhatCanNotBeStartedIsLeftOutWithIt() throws Exception {
    write("helper", shared("helper", "publish", "") + "        - to: log:queue\n");
    write("sms", plain("sms", "SMS").replace("direct:publish", "direct:helper"));

    startWithout("queue");

    assertThat(branches.ids()).containsExactly("all");
    missing();
    untilSmsTakes("SMS");
    branches.hand("sms", "file");
    assertThat(branches.published).containsExactly("file");
  }

  /** What nobody has thought of: the thread that looks must not end, and it must be told. */
  @Test
  void aCheckThatBreaksDownIsToldAndTriedAgain() throws Exception {
    var broken = new AtomicBoolean();
    var source = new FolderSource(folder);
    branches =
        new LiveBranches(
            new RouteSource() {
              @Override
              public List<RouteFile> look() throws IOException {
                if (broken.get()) {
                  throw new StackOverflowError();
                }
                return source.look();
              }

              @Override
              public boolean isChanging() {
                return source.isChanging();
              }
            });
    broken.set(true);

    branches.look();
    assertThat(health().getMessage().orElseThrow()).contains("StackOverflowError");

    broken.set(false);
    branches.look();
    assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
  }

  private void startWithout(String name) throws Exception {
    var outside = new Outside();
    outside.missing = Set.of(name);
    branches = new LiveBranches(new FolderSource(folder), Map.of(), outside);
  }

  private void missing(String... names) {
    branches.outside.missing = Set.of(names);
  }

  private String error(String name) {
    return branches.state(name + ".camel.yaml").getError();
  }

  private void untilSmsTakes(String channel) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              branches.files.look();
              return branches.now().stream()
                  .anyMatch(one -> one.id().equals("sms") && one.takesChannel(channel));
            });
  }
}
