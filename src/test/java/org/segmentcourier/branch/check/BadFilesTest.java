package org.segmentcourier.branch.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each file in {@code branches/bad} says at its end what is wrong with it: line, column and how the
 * message begins; and what it takes beyond the default list of components.
 */
class BadFilesTest {

  private static CheckedFiles files;

  @BeforeAll
  static void start() {
    files = new CheckedFiles();
  }

  @AfterAll
  static void stop() {
    files.close();
  }

  @ParameterizedTest
  @MethodSource("files")
  void whatIsWrongIsSaidWithItsPlaceAndWhatWouldBeRight(Path path) throws IOException {
    var wrong = notes(path, "# wrong ");

    var findings = files.check(notes(path, "# with "), CheckedFiles.read(path));

    assertThat(findings)
        .as("%s", findings)
        .hasSameSizeAs(wrong)
        .zipSatisfy(
            wrong,
            (finding, expected) ->
                assertThat("%d:%d %s".formatted(finding.line(), finding.column(), finding.what()))
                    .startsWith(expected));
  }

  private static List<String> notes(Path path, String mark) throws IOException {
    return Files.readAllLines(path).stream()
        .filter(line -> line.startsWith(mark))
        .map(line -> line.substring(mark.length()))
        .toList();
  }

  static List<Path> files() {
    return CheckedFiles.files("bad");
  }
}
