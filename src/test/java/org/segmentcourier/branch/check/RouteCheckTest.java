package org.segmentcourier.branch.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.fake.Warnings;

/** Files of routes are checked together. */
class RouteCheckTest {

  /** What a route sees of a segment file. */
  public record Sample(String name) {}

  private static CheckedFiles files;

  @BeforeAll
  static void start() {
    files = new CheckedFiles();
  }

  @AfterAll
  static void stop() {
    files.close();
  }

  @Test
  void aFileWithTheNameOfAShippedBranchTakesItsPlace() {
    var all =
        CheckedFiles.file("all.camel.yaml", branch("branch-all", "all", "ALL", "direct:publish"));

    assertThat(files.check(List.of(), all)).isEmpty();
  }

  @Test
  void aFileWithTheNameOfOneOfTheApplicationsOwnIsRefused() {
    var file =
        CheckedFiles.file("deliveries.camel.yaml", branch("ours", "ours", "SMS", "direct:publish"));

    assertThat(files.check(List.of(), file))
        .extracting(Finding::toString)
        .containsExactly(
            "config/routes/deliveries.camel.yaml:1:1: deliveries.camel.yaml is the name of a file of"
                + " the application's own; it must have another one");
  }

  @Test
  void aFileThatIsCalledOtherwiseIsRefused() {
    var file = CheckedFiles.file("sms.yaml", branch("ours", "ours", "SMS", "direct:publish"));

    assertThat(files.check(List.of(), file))
        .extracting(Finding::what)
        .containsExactly("a file of routes must be called *.camel.yaml");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n\n"})
  void aFileInWhichNothingStandsIsNoOrderToHaveNoRoutes(String content) {
    assertThat(files.check(List.of(), CheckedFiles.file("sms.camel.yaml", content)))
        .extracting(Finding::toString)
        .containsExactly(
            "config/routes/sms.camel.yaml:1:1: the file is empty; to have no routes of it, delete"
                + " it, or comment them out");
  }

  @Test
  void ofTwoFilesWithOneNameTheLaterOneIsWrong() {
    var one = CheckedFiles.file("a.camel.yaml", branch("ours", "sms", "SMS", "direct:publish"));
    var two = CheckedFiles.file("b.camel.yaml", branch("ours", "sms", "SMS", "direct:publish"));

    assertThat(files.check(List.of(), two, one))
        .extracting(Finding::toString)
        .containsExactly(
            "config/routes/b.camel.yaml:2:9: id 'ours' is there already"
                + " (config/routes/a.camel.yaml:2); each must be given once",
            "config/routes/b.camel.yaml:4:12: branch 'sms' is there already"
                + " (config/routes/a.camel.yaml:4); each must be given once");
  }

  @Test
  void aTemplateMayStandInAnotherFile() {
    var template = CheckedFiles.read(CheckedFiles.FOLDER.resolve("good/template-alone.camel.yaml"));
    var route =
        CheckedFiles.file(
            "a.camel.yaml",
            """
            - templatedRoute:
                routeTemplateRef: for-others
                routeId: branch-sms
                parameters:
                  - {name: id, value: sms}
            """);

    assertThat(files.check(List.of(), route, template)).isEmpty();
    assertThat(files.check(List.of(), route))
        .extracting(Finding::what)
        .allMatch(what -> what.startsWith("there is no template 'for-others'"));
  }

  @Test
  void allThatIsWrongIsFoundAtOnceSortedByFileAndLine() {
    var bad = CheckedFiles.files("bad").stream().map(CheckedFiles::read).limit(10);

    var findings = files.check(List.of(), bad.toArray(RouteFile[]::new));

    assertThat(findings).hasSizeGreaterThanOrEqualTo(10).isSorted();
  }

  @Test
  void aSampleGoesWhereTheRouteSendsIt() {
    var queue = CheckedFiles.read(CheckedFiles.FOLDER.resolve("good/queue.camel.yaml"));
    var verdict =
        files.pass(
            branch -> new Handed(new Sample(branch.id() + ".csv"), Map.of(), body -> body), queue);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.passages())
        .extracting(passage -> passage.branch().id(), Passage::to, Passage::failure)
        .contains(
            tuple("all", List.of("direct:publish"), Optional.empty()),
            tuple("queue", List.of("aws2-sqs://segments?delaySeconds=5"), Optional.empty()));
  }

  @Test
  void aRouteThatFailsOnTheSampleIsTold() {
    var queue = CheckedFiles.read(CheckedFiles.FOLDER.resolve("good/queue.camel.yaml"));

    RouteCheck.Verdict verdict;
    try (var log = new Warnings("org.apache.camel")) {
      verdict =
          files.pass(
              branch -> new Handed("a text, which has no name", Map.of(), body -> body), queue);

      assertThat(log.messages()).isEmpty();
    }

    assertThat(verdict.passages())
        .filteredOn(passage -> passage.branch().id().equals("queue"))
        .singleElement()
        .satisfies(
            passage -> {
              assertThat(passage.to()).isEmpty();
              assertThat(passage.failure().orElseThrow()).contains("name");
            });
  }

  @Test
  void whatCanNotBePublishedIsToldAsIfItWereADelivery() {
    var ours =
        CheckedFiles.file(
            "a.camel.yaml",
            """
            - route:
                id: ours
                from:
                  uri: branch:ours
                  parameters: {channels: SMS}
                  steps:
                    - setBody: {simple: "${body.name}"}
                    - to: direct:publish
            """);

    var verdict =
        files.pass(
            branch ->
                new Handed(
                    new Sample("a.csv"),
                    Map.of(),
                    body -> {
                      if (!(body instanceof Sample)) {
                        throw new IllegalArgumentException("no file, but " + body);
                      }
                      return body;
                    }),
            ours);

    assertThat(verdict.passages())
        .extracting(passage -> passage.branch().id(), Passage::failure)
        .containsExactly(
            tuple("all", Optional.empty()), tuple("ours", Optional.of("no file, but a.csv")));
    assertThat(verdict.findings())
        .extracting(Finding::toString)
        .containsExactly(
            "config/routes/a.camel.yaml:4:12: branch 'ours': its route fails on a sample: no file,"
                + " but a.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "to: {uri: 'https://example.com/'}, setBody: {simple: '${body.nothing}'}",
        "pollEnrich: {constant: 'aws2-sqs:x', timeout: 1}, to: direct:publish",
        "validate: {simple: '${body.name} == 1'}, log: x",
        "throwException: {exceptionType: java.lang.IllegalStateException, message: x}, log: x"
      })
  void aRouteMayFailOnTheSampleForWhatOthersAnswerOrForWhatItIs(String steps) {
    var route =
        branch("ours", "ours", "SMS", "direct:publish")
            .replace("channels: SMS", "channels: SMS, destination: " + destination(steps))
            .replace("- to: direct:publish", "- " + steps.replaceFirst("}, ", "}\n        - "));

    var verdict =
        files.pass(
            branch -> new Handed(new Sample("a.csv"), Map.of(), RouteCheckTest::there),
            CheckedFiles.file("a.camel.yaml", route));

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.passages().get(1).failure()).isPresent();
  }

  private static String destination(String steps) {
    return steps.contains("direct:publish") ? "pinpoint" : "own";
  }

  private static Object there(Object body) {
    if (body == null) {
      throw new IllegalArgumentException("nothing");
    }
    return body;
  }

  /** A step in one line begins a line before where Camel thinks. */
  @Test
  void whatIsWrongWithAPlaceholderIsToldWhereThatStands() {
    try (var set =
        new CheckedFiles(
            Map.of(
                "hook.url", "amqp:x", "hook.other", "amqp:y", "hook.bare", "crm.example.com/x"))) {
      var ours =
          CheckedFiles.file(
              "a.camel.yaml",
              """
              - route:
                  id: ours
                  from:
                    uri: branch:ours
                    parameters: {channels: SMS, destination: own}
                    steps:
                      - setBody: {id: body, simple: "${body.file}"}
                      - to: {id: post, uri: "{{hook.url}}"}
                      - to: {id: more, uri: "{{hook.other}}", parameters: {x: 1}}
              """);
      var bare =
          CheckedFiles.file("a.camel.yaml", branch("ours", "ours", "SMS", "\"{{hook.bare}}\""));

      assertThat(set.check(List.of(), ours))
          .extracting(Finding::line, Finding::column)
          .containsExactly(tuple(8, 31), tuple(9, 31));
      assertThat(set.check(List.of(), bare))
          .extracting(Finding::what)
          .containsExactly(
              "'{{hook.bare}}' must begin with a component, such as https:, which what it stands for"
                  + " doesn't");
    }
  }

  @Test
  void aRouteThatWouldTryAgainFailsOnTheSampleAtOnce() {
    var patient =
        CheckedFiles.file(
            "a.camel.yaml",
            """
            - route:
                id: ours
                errorHandler:
                  defaultErrorHandler:
                    redeliveryPolicy: {maximumRedeliveries: -1, redeliveryDelay: 60000}
                from:
                  uri: branch:ours
                  parameters: {channels: SMS}
                  steps:
                    - throwException: {exceptionType: java.lang.IllegalStateException, message: no}
            """);
    try (var log = new Warnings("org.apache.camel")) {
      var verdict =
          files.pass(branch -> new Handed(new Sample("a.csv"), Map.of(), body -> body), patient);

      assertThat(verdict.passages().get(1).failure()).hasValue("no");
      assertThat(log.messages()).isEmpty();
    }
  }

  @Test
  void nothingOfWhatIsCheckedGetsIntoTheApplication() {
    var before = files.live().getEndpoints().size();

    files.check(
        List.of(), CheckedFiles.read(Path.of("src/test/resources/branches/good/queue.camel.yaml")));

    assertThat(files.live().getRoutes()).isEmpty();
    assertThat(files.live().getEndpoints()).hasSize(before);
  }

  /** Else a change of the file would not know which branch to wait for. */
  @ParameterizedTest
  @ValueSource(strings = {"sms/", "/sms", "//sms", "///sms", "sms ", "%73ms", "sms#x", "sms%3Fx"})
  void aBranchWhoseIdIsWrittenOtherwiseIsKnownByItOrRefused(String path) {
    var file =
        CheckedFiles.file(
            "a.camel.yaml",
            branch("ours", "x", "SMS", "direct:publish")
                .replace("branch:x", "'branch:" + path + "'"));

    if (files.check(List.of(), file).isEmpty()) {
      assertThat(files.outline(file).branches()).containsExactly("sms");
    }
  }

  @Test
  void whatIsNestedTooDeeplyIsRefusedWithItsPlace() {
    var brackets = CheckedFiles.file("a.camel.yaml", "[".repeat(100_000));
    var expression =
        CheckedFiles.file(
            "b.camel.yaml",
            branch("ours", "ours", "SMS", "direct:publish")
                + "        - setBody: {simple: '%sbody%s'}\n"
                    .formatted("${".repeat(20_000), "}".repeat(20_000)));

    assertThat(files.check(List.of(), brackets, expression))
        .extracting(Finding::toString)
        .satisfiesExactly(
            one -> assertThat(one).startsWith("config/routes/a.camel.yaml:").contains("nested"),
            two -> assertThat(two).startsWith("config/routes/b.camel.yaml:").contains("nested"));
  }

  /** As one does that asks again until somebody has done, whom nobody asks here. */
  @Test
  void aRouteThatNeverEndsOnTheSampleIsLeftAndHoldsUpNoOther() {
    var endless =
        CheckedFiles.file(
            "a.camel.yaml",
            """
            - route:
                id: endless
                from:
                  uri: branch:endless
                  parameters: {channels: SMS, destination: own}
                  steps:
                    - loop:
                        doWhile: true
                        simple: "${body} != 'done'"
                        steps:
                          - to: aws2-sqs:x
            """);
    var mistaken =
        CheckedFiles.file("b.camel.yaml", branch("mistaken", "mistaken", "SMS", "direct:publish"));

    var findings =
        files.checkOn(
            branch ->
                new Handed(
                    branch.id(),
                    Map.of(),
                    body -> {
                      if (body.equals("mistaken")) {
                        throw new IllegalArgumentException("no file");
                      }
                      return body;
                    }),
            endless,
            mistaken);

    assertThat(findings)
        .extracting(Finding::what)
        .containsExactly("branch 'mistaken': its route fails on a sample: no file");
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().contains("(trial)")));
  }

  private static String branch(String route, String id, String channels, String to) {
    return """
        - route:
            id: %s
            from:
              uri: branch:%s
              parameters: {channels: %s}
              steps:
                - to: %s
        """
        .formatted(route, id, channels, to);
  }
}
