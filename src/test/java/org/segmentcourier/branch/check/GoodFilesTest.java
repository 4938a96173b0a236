package org.segmentcourier.branch.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in order is not refused: what is shipped, and each file in {@code branches/good}. */
class GoodFilesTest {

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

  static List<Path> files() {
    return CheckedFiles.files("good");
  }
}
