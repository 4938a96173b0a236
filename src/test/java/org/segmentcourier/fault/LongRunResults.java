package org.segmentcourier.fault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.endtoend.Folders;
import org.segmentcourier.endtoend.Project;

/**
 * What came of the tests of {@code mvn -Plong}, the short ones among them included: a line of JSON
 * for each in {@code target/long/results.json}. A run that was stopped goes on where it was: what
 * has passed with this build of application and tests is passed over.
 *
 * <p>JUnit finds it by itself ({@code META-INF/services}) where that is switched on: in that
 * profile.
 */
public final class LongRunResults
    implements ExecutionCondition, BeforeEachCallback, AfterAllCallback, TestWatcher {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LongRunResults.class);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Project PROJECT = new Project(Path.of(""));
  private static final String BUILD = build();

  private final Path file;

  /** Made by JUnit. */
  public LongRunResults() {
    this(PROJECT.folder().resolve("target/long/results.json"));
  }

  LongRunResults(Path file) {
    this.file = file;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return hasPassed(context.getUniqueId())
        ? ConditionEvaluationResult.disabled("it has passed with this build, says " + file)
        : ConditionEvaluationResult.enabled("it has not passed with this build yet");
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    context.getStore(NAMESPACE).put("start", Instant.now());
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    note(context, "passed", "");
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    note(context, "failed", String.valueOf(cause.getMessage()));
  }

  /** A class may fail before its first test. */
  @Override
  public void afterAll(ExtensionContext context) {
    context
        .getExecutionException()
        .ifPresent(cause -> note(context, "failed", String.valueOf(cause.getMessage())));
  }

  private void note(ExtensionContext context, String result, String reason) {
    // Without a start it has failed before it began.
    var start = context.getStore(NAMESPACE).getOrDefault("start", Instant.class, Instant.now());
    var name = context.getTestMethod().map(method -> method.getName() + " ").orElse("");
    var line =
        JSON.createObjectNode()
            .put("fault", fault(context))
            .put("test", context.getRequiredTestClass().getSimpleName())
            .put("case", name + context.getDisplayName())
            .put("result", result)
            .put("at", String.valueOf(start))
            .put("seconds", Duration.between(start, Instant.now()).toSeconds())
            .put("build", BUILD)
            .put("id", context.getUniqueId());
    if (!reason.isEmpty()) {
      line.put("reason", reason);
    }
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("can't note the result of a test in " + file, e);
    }
  }

  private static String fault(ExtensionContext context) {
    return context.getTags().stream()
        .filter(tag -> !tag.equals("long"))
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private boolean hasPassed(String id) {
    if (!Files.exists(file)) {
      return false;
    }
    try (var lines = Files.lines(file)) {
      return lines
          .map(LongRunResults::read)
          .flatMap(Optional::stream)
          .filter(line -> line.path("id").asText().equals(id))
          .filter(line -> line.path("build").asText().equals(BUILD))
          .anyMatch(line -> line.path("result").asText().equals("passed"));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + file, e);
    }
  }

  /** A line that was being written when the run was stopped is none. */
  private static Optional<ObjectNode> read(String line) {
    try {
      return Optional.of(JSON.readValue(line, ObjectNode.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The same as long as classes and resources of the application and of its tests are. */
  private static String build() {
    return build(PROJECT.applicationClasses(), PROJECT.testClasses());
  }

  static String build(Path... folders) {
    var digest = Fingerprint.digest();
    for (var classes : folders) {
      try {
        for (var file : Folders.filesBelow(classes)) {
          digest.update(classes.relativize(file).toString().getBytes(UTF_8));
          digest.update(Files.readAllBytes(file));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("can't read " + classes, e);
      }
    }
    return Fingerprint.hex(digest.digest()).substring(0, 12);
  }
}
