package org.segmentcourier.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What came of each test is written down, whatever came of it. */
class LongRunResultsTest {

  private static Path results;
  private static int runs;

  @TempDir Path folder;

  @BeforeEach
  void begin() {
    results = folder.resolve("results.json");
    runs = 0;
  }

  @Test
  void aTestThatPassesIsWrittenDownWithItsFaultAndNotRunAgain() throws IOException {
    run(Passes.class);
    run(Passes.class);

    assertThat(Files.readAllLines(results)).hasSize(1);
    assertThat(noted("fault")).isEqualTo("R99");
    assertThat(noted("case")).isEqualTo("itRuns itRuns()");
    assertThat(noted("result")).isEqualTo("passed");
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void aTestThatFailsBeforeItBeginsIsWrittenDown() throws IOException {
    run(FailsBefore.class);

    assertThat(noted("result")).isEqualTo("failed");
    assertThat(noted("reason")).isEqualTo("no sandbox");
    assertThat(noted("seconds")).isEqualTo("0");
  }

  @Test
  void aClassThatFailsBeforeItsTestsIsWrittenDown() throws IOException {
    run(FailsAsAWhole.class);

    assertThat(noted("test")).isEqualTo("FailsAsAWhole");
    assertThat(noted("result")).isEqualTo("failed");
    assertThat(noted("reason")).isEqualTo("no audience");
  }

  @Test
  void anotherTestOrAnotherApplicationIsAnotherBuild() throws IOException {
    var application = Files.createDirectory(folder.resolve("classes"));
    var tests = Files.createDirectory(folder.resolve("test-classes"));
    Files.writeString(application.resolve("A.class"), "a");
    Files.writeString(tests.resolve("ATest.class"), "a");
    var build = LongRunResults.build(application, tests);

    assertThat(LongRunResults.build(application, tests)).isEqualTo(build);
    Files.writeString(tests.resolve("ATest.class"), "b");

    assertThat(LongRunResults.build(application, tests)).isNotEqualTo(build);
  }

  private static void run(Class<?> test) {
    var request = LauncherDiscoveryRequestBuilder.request().selectors(selectClass(test)).build();
    LauncherFactory.create().execute(request);
  }

  private static String noted(String field) throws IOException {
    return new ObjectMapper().readTree(Files.readString(results)).path(field).asText();
  }

  @Tag("R99")
  static class Passes {

    @RegisterExtension static final LongRunResults noted = new LongRunResults(results);

    @Test
    void itRuns() {
      runs++;
    }
  }

  static class FailsBefore {

    @RegisterExtension
    static final BeforeEachCallback fails =
        context -> {
          throw new IllegalStateException("no sandbox");
        };

    @RegisterExtension static final LongRunResults noted = new LongRunResults(results);

    @Test
    void itRuns() {}
  }

  static class FailsAsAWhole {

    @RegisterExtension static final LongRunResults noted = new LongRunResults(results);

    @BeforeAll
    static void fail() {
      throw new IllegalStateException("no audience");
    }

    @Test
    void itRuns() {}
  }
}
