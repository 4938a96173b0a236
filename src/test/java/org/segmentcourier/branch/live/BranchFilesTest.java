package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.branch.Branch;
import org.segmentcourier.branch.SizeGuard;
import org.segmentcourier.branch.check.BadRoutes;
import org.segmentcourier.fake.Warnings;

/** Files of branches that change while the application runs. */
class BranchFilesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private LiveBranches branches;

  @AfterEach
  void stop() {
    if (branches != null) {
      branches.close();
    }
  }

  @Test
  void aFileThatIsAddedIsABranch() throws Exception {
    start();

    write("sms", plain("sms", "SMS"));
    changed();

    assertThat(branches.ids()).containsExactly("all", "sms");
    branches.hand("sms", "file");
    assertThat(branches.published).containsExactly("file");
    assertThat(branches.state("sms.camel.yaml").getState()).isEqualTo("RUNNING");
  }

  @Test
  void aFileThatIsChangedChangesItsBranch() throws Exception {
    write("sms", plain("sms", "SMS"));
    start();
    var version = branches.state("sms.camel.yaml").getVersion();

    write("sms", plain("sms", "VOICE"));
    changed();

    assertThat(branch("sms").channels()).containsExactly("VOICE");
    assertThat(branches.state("sms.camel.yaml").getVersion()).isNotEqualTo(version);
  }

  @Test
  void aFileThatIsTakenAwayTakesItsBranchAway() throws Exception {
    write("sms", plain("sms", "SMS"));
    start();

    Files.delete(path("sms"));
    changed();

    assertThat(branches.ids()).containsExactly("all");
    assertThat(branches.files.getFiles())
        .extracting(FileState::getName)
        .containsExactly("all.camel.yaml", "channel.camel.yaml");
  }

  @Test
  void aFileThatIsBrokenChangesNothingAndIsToldOnce() throws Exception {
    write("sms", plain("sms", "SMS"));
    start();
    try (var log = new Warnings(BranchFiles.class.getName())) {
      write("sms", plain("sms", "SSM"));
      branches.look();
      branches.look();

      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("sms.camel.yaml:5:30: branch 'sms': unknown channel type 'SSM'");
    }
    branches.hand("sms", "file");
    assertThat(branches.published).containsExactly("file");
    assertThat(branch("sms").channels()).containsExactly("SMS");
    assertThat(branches.state("sms.camel.yaml").getState()).isEqualTo("REFUSED");
    assertThat(health().getDetails().get("sms.camel.yaml").toString())
        .contains("unknown channel type 'SSM'");

    write("sms", plain("sms", "SMS"));
    branches.look();

    assertThat(branches.state("sms.camel.yaml").getState()).isEqualTo("RUNNING");
    assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
  }

  @Test
  void aBrokenFileHoldsUpNoOther() throws Exception {
    start();

    write("broken", "- route: [");
    write("sms", plain("sms", "SMS"));
    changed();

    assertThat(branches.ids()).containsExactly("all", "sms");
    assertThat(branches.state("broken.camel.yaml").getState()).isEqualTo("REFUSED");
  }

  @Test
  void aTemplateThatIsChangedChangesWhatIsMadeFromIt() throws Exception {
    write("template", template("SMS"));
    write("one", templated("one"));
    write("two", templated("two"));
    start();

    write("template", template("VOICE"));
    changed();

    assertThat(branch("one").channels()).containsExactly("VOICE");
    assertThat(branch("two").channels()).containsExactly("VOICE");
  }

  @Test
  void aTemplateAndARouteThatIsMadeFromItCanComeTogether() throws Exception {
    start();

    write("a-route", templated("one"));
    write("template", template("SMS"));
    changed();

    assertThat(branches.ids()).containsExactly("all", "one");
  }

  @Test
  void aTemplateThatIsInUseStays() throws Exception {
    write("template", template("SMS"));
    write("one", templated("one"));
    start();

    Files.delete(path("template"));
    branches.look();

    assertThat(branches.ids()).containsExactly("all", "one");
    assertThat(branches.state("template.camel.yaml").getError())
        .contains("one.camel.yaml:2:23: there is no template 'to-some'");
  }

  @Test
  void twoFilesCanExchangeTheirBranches() throws Exception {
    write("a", plain("one", "SMS"));
    write("b", plain("two", "VOICE"));
    start();

    write("a", plain("two", "EMAIL"));
    write("b", plain("one", "PUSH"));
    changed();

    assertThat(branch("one").channels()).containsExactly("PUSH");
    assertThat(branch("two").channels()).containsExactly("EMAIL");
  }

  @Test
  void aFileWithTheNameOfAShippedOneTakesItsPlaceUntilItIsTakenAway() throws Exception {
    start();

    write("all", plain("all", "SMS"));
    changed();
    assertThat(branch("all").channels()).containsExactly("SMS");

    Files.delete(path("all"));
    changed();
    assertThat(branch("all").channels()).containsExactly("ALL");
  }

  @Test
  void aShippedBranchIsSwitchedOnByAProperty() throws Exception {
    branches = new LiveBranches(new FolderSource(folder), Map.of("branches.in-app", "true"));

    assertThat(branches.ids()).containsExactly("all", "in-app");
    assertThat(branch("in-app").channels()).containsExactly("IN_APP");
  }

  /**
   * Camel looks there for what a template's route is not given; COLUMNS is how wide a screen is.
   */
  @Test
  void whatABranchDoesNotSayIsNotTakenFromTheEnvironment() throws Exception {
    var environment = Map.of("columns", "80", "smallest", "7", "largest", "7", "change", "7");
    branches = new LiveBranches(new FolderSource(folder), environment);

    assertThat(branch("all").columns()).isEmpty();
    assertThat(branch("all").guard()).isEqualTo(SizeGuard.NONE);
  }

  @Test
  void aPatternOfATemplatedBranchArrivesAsItIsWritten() throws Exception {
    var pattern = "100% + \"q&a\" (Action|Drama) アニメ";
    write(
        "odd",
        """
        - templatedRoute:
            routeTemplateRef: channel
            routeId: branch-odd
            prefixId: odd-
            parameters:
              - {name: id, value: odd}
              - {name: channels, value: SMS}
              - {name: segments, value: '%s'}
        """
            .formatted(pattern));
    start();

    assertThat(branch("odd").segments().pattern()).isEqualTo(pattern);
  }

  @Test
  void withAFileThatIsBrokenNothingStarts() throws Exception {
    write("sms", plain("sms", "SSM"));

    assertThatThrownBy(this::start)
        .isInstanceOf(BadRoutes.class)
        .hasMessageContaining("sms.camel.yaml:5:30");
  }

  @Test
  void aFolderThatIsNotThereIsNoReasonNotToStart() throws Exception {
    branches = new LiveBranches(new FolderSource(folder.resolve("missing")));

    assertThat(branches.ids()).containsExactly("all");
  }

  @Test
  void whatFailedForAReasonOutsideIsTriedAgainAfterAPause() throws Exception {
    startWithATakenBranch();
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

  private void startWithATakenBranch() throws Exception {
    start();
    branches.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:taken?channels=SMS").routeId("in-the-way").to("direct:publish");
          }
        });
    write("taken", plain("taken", "SMS"));
  }

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
    var handed = CompletableFuture.runAsync(() -> branches.hand("sms", "file"));
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

  private static String shared(String id, String to, String more) {
    return """
    - route:
        id: %s
    %s    from:
          uri: direct:%s
          steps:
            - to: direct:%s
    """
        .formatted(id, more, id, to);
  }

  /** The file passes the check, but one of its routes can't be started in the application. */
  @Test
  void whatFailsInTheEndIsPutBack() throws Exception {
    write("sms", plain("sms", "SMS"));
    start();
    branches.context.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("branch:taken?channels=SMS").routeId("in-the-way").to("direct:publish");
          }
        });

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

  @Test
  void aChangeWaitsForAHandOverAndHoldsUpNoOther() throws Exception {
    var underWay = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    write("slow", plain("slow", "SMS"));
    write("sms", plain("sms", "SMS"));
    start();
    branches.publishing = () -> pause(underWay, goOn);
    var handed = CompletableFuture.runAsync(() -> branches.hand("slow", "file"));
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

  /** Else the file would be gone before it has done, and count as handed over. */
  @Test
  void aHandOverWaitsForStepsThatGoOnInAnotherThread() throws Exception {
    write(
        "slow",
        """
        - route:
            id: branch-slow
            from:
              uri: branch:slow
              parameters: {channels: SMS}
              steps:
                - threads: {poolSize: 2}
                - delay: {constant: 100, asyncDelayed: true}
                - split:
                    simple: ${body}
                    parallelProcessing: true
                    steps:
                      - delay: {constant: 100, asyncDelayed: true}
                      - to: direct:publish
        """);
    start();

    branches.hand("slow", "file");

    assertThat(branches.published).containsExactly("file");
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
    var slow = CompletableFuture.runAsync(() -> branches.hand("two", "slow"));
    assertThat(underWay.await(20, TimeUnit.SECONDS)).isTrue();
    branches.publishing = () -> {};

    write("template", template("VOICE"));
    branches.look();

    for (int file = 0; file < 20; file++) {
      int number = file;
      CompletableFuture.runAsync(() -> branches.hand("one", "file " + number))
          .get(5, TimeUnit.SECONDS);
    }
    assertThat(branch("one").channels()).containsExactly("SMS");
    goOn.countDown();
    slow.get(20, TimeUnit.SECONDS);
    await().atMost(PATIENCE).until(() -> branch("one").channels().contains("VOICE"));
    assertThat(branches.published).hasSize(21);
  }

  private static void pause(CountDownLatch underWay, CountDownLatch goOn) {
    underWay.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start() throws Exception {
    branches = new LiveBranches(new FolderSource(folder));
  }

  /** Looks, and waits until the change has taken effect. */
  private void changed() {
    long before = branches.files.getChanges();
    branches.look();
    await().atMost(PATIENCE).until(() -> branches.files.getChanges() > before);
  }

  private HealthCheck.Result health() {
    var check = new BranchFilesHealth(branches.files);
    check.setCamelContext(branches.context);
    return check.call();
  }

  private Branch branch(String id) {
    return branches.now().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private Path path(String name) {
    return folder.resolve(name + ".camel.yaml");
  }

  private void write(String name, String content) throws IOException {
    Files.writeString(path(name), content);
  }

  private static String plain(String id, String channels) {
    return """
    - route:
        id: branch-%s
        from:
          uri: branch:%s
          parameters: {channels: %s}
          steps:
            - to: direct:publish
    """
        .formatted(id, id, channels);
  }

  private static String template(String channels) {
    return """
    - routeTemplate:
        id: to-some
        parameters:
          - {name: id}
        from:
          id: some
          uri: "branch:{{id}}"
          parameters: {channels: %s}
          steps:
            - to: {id: some-hand-on, uri: "direct:publish"}
    """
        .formatted(channels);
  }

  private static String templated(String id) {
    return """
    - templatedRoute:
        routeTemplateRef: to-some
        routeId: branch-%s
        prefixId: %s-
        parameters:
          - {name: id, value: %s}
    """
        .formatted(id, id, id);
  }
}
