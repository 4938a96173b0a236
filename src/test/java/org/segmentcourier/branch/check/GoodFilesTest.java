package org.segmentcourier.branch.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in order is not refused: what is shipped, and each file in {@code branches/good}. */
class GoodFilesTest {

  private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

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
  void nothingIsWrongWithWhatIsShippedWhenAllOfItIsOn() {
    var on =
        Stream.of("email", "sms", "push", "voice", "in-app")
            .collect(Collectors.toMap("branches."::concat, branch -> "true"));
    try (var all = new CheckedFiles(on)) {
      assertThat(all.shipped().branches()).hasSize(7);
      assertThat(all.check(List.of())).isEmpty();
    }
  }

  @Test
  void byDefaultThereIsTheBranchOfAllChannelsAlone() {
    assertThat(files.shipped().branches())
        .extracting(RouteFile::name)
        .containsExactly("channel.camel.yaml", "all.camel.yaml");
  }

  /** Its own files do what an operator's may not; but their keys are Camel's. */
  @Test
  void theGrammarFindsNothingInTheApplicationsOwnFiles() {
    assertThat(files.shipped().own())
        .isNotEmpty()
        .allSatisfy(
            file -> {
              var elements = Yaml.items(Yaml.read(file).orElseThrow());
              assertThat(elements)
                  .flatMap(element -> Grammar.ofCamel().check(file, element))
                  .isEmpty();
            });
  }

  @ParameterizedTest
  @MethodSource("files")
  void nothingIsWrongWithAGoodFile(Path path) {
    assertThat(files.check(List.of(), CheckedFiles.read(path))).isEmpty();
  }

  @Test
  void theWorkedExamplesAreInOrderOnceWhatTheyNameIsSet() throws IOException {
    var settings =
        Map.of(
            "kafka.brokers", "kafka:9092",
            "kafka.topic", "endpoints",
            "sftp.host", "files.example.com",
            "sftp.port", "22",
            "sftp.folder", "in",
            "sftp.user", "courier",
            "sftp.password", "se+cret&",
            "sftp.known.hosts", "known_hosts",
            "webhook.url", "https://crm.example.com/segments");
    RouteFile[] examples;
    try (var paths = Files.list(Path.of("config/routes/examples"))) {
      examples = paths.sorted().map(CheckedFiles::read).toArray(RouteFile[]::new);
    }

    try (var set = new CheckedFiles(settings)) {
      assertThat(set.check(List.of(), examples)).isEmpty();
    }
    assertThat(files.check(List.of(), examples))
        .hasSize(settings.size())
        .allMatch(finding -> finding.what().contains("stands for nothing"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docs/branches.md", "config/routes/README.md"})
  void theExamplesInTheDocsAreInOrder(String path) throws IOException {
    var examples =
        EXAMPLE.matcher(Files.readString(Path.of(path))).results().map(found -> found.group(1));

    assertThat(examples)
        .isNotEmpty()
        .allSatisfy(
            example ->
                assertThat(files.check(List.of(), CheckedFiles.file("example.camel.yaml", example)))
                    .isEmpty());
  }

  static List<Path> files() {
    return CheckedFiles.files("good");
  }
}
