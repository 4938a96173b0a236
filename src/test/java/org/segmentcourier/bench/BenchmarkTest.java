package org.segmentcourier.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.segmentcourier.defect.PatchedApplication;

class BenchmarkTest {

  @TempDir Path folder;

  @Test
  void theApplicationWithoutAccountsCanBeMadeOfTheSourcesAsTheyAre() {
    var project = Path.of("").toAbsolutePath();

    assertThatCode(() -> PatchedApplication.apply(Benchmark.WITHOUT_ACCOUNTS, project, "--check"))
        .doesNotThrowAnyException();
  }

  @Test
  void theDataAreTheSameEachTimeAndAsLargeAsTheyShouldBe() throws Exception {
    var audience = Audience.withEndpoints(1_000);
    var first = new BenchData(folder.resolve("one"), Ids.UUIDS, audience);
    var second = new BenchData(folder.resolve("other"), Ids.UUIDS, audience);

    assertThat(first.endpoints()).hasSameBinaryContentAs(second.endpoints());
    assertThat(Files.readAllLines(first.endpoints())).hasSize(1_001);
    var output = first.segments(2, 100);
    assertThat(output).hasSameBinaryContentAs(second.segments(2, 100));
    for (var line : Files.readAllLines(output)) {
      var ids = new HashSet<String>();
      for (var id : line.substring(line.indexOf('[') + 1, line.indexOf(']')).split(", ")) {
        ids.add(id);
      }
      assertThat(ids).hasSize(100);
    }
  }

  @Test
  void noIdIsGivenTwice() {
    assertThat(LongStream.range(0, 100_000).mapToObj(Ids.UUIDS::user).distinct()).hasSize(100_000);
    assertThat(LongStream.range(0, 100_000).mapToObj(Ids.UUIDS::endpoint).distinct())
        .hasSize(100_000);
  }
}
