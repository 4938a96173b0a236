package org.segmentcourier.branch.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.segmentcourier.branch.SizeGuard;
import org.segmentcourier.branch.check.BadRoutes;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.fake.Warnings;
import org.segmentcourier.settings.Settings;

/** Files of branches that change while the application runs. */
class BranchFilesTest extends OperatorsFolder {

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

  /** As by whoever writes it in place, slowly. */
  @Test
  void aFileThatIsEmptyForAMomentKeepsItsBranch() throws Exception {
    write("sms", plain("sms", "SMS"));
    start();

    write("sms", "");
    branches.look();

    assertThat(branches.ids()).containsExactly("all", "sms");
    assertThat(branches.state("sms.camel.yaml").getError()).contains("the file is empty");

    write("sms", plain("sms", "VOICE"));
    changed();

    assertThat(branch("sms").channels()).containsExactly("VOICE");
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

  /** It may come later, or be misspelt. */
  @Test
  void aFolderThatIsNotThereIsTold() {
    var settings = Settings.of(key -> Optional.ofNullable(values().get(key)));
    try (var log = new Warnings(LiveRoutes.class.getName())) {
      LiveRoutes.source(new DefaultCamelContext(), settings);

      assertThat(log.messages())
          .containsExactly(
              "no operator's branches location=\"config/rotes\" reason=\"there is no such folder"
                  + " yet (routes.location)\"");
    }
  }

  private static Map<String, String> values() {
    var values = FakeSettings.values();
    values.put("routes.location", "config/rotes");
    return values;
  }

  @Test
  void aFolderThatIsNotThereIsNoReasonNotToStart() throws Exception {
    branches = new LiveBranches(new FolderSource(folder.resolve("missing")));

    assertThat(branches.ids()).containsExactly("all");
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
}
