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
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.endtoend.Folders;
import org.segmentcourier.endtoend.Project;

/**
 * What came of the tests of a long run: a line of JSON for each in {@code
 * target/long/results.json}. A run that was stopped goes on where it was: what has passed with this
 * build of the application is passed over.
 */
final class LongRunResults implements ExecutionCondition, BeforeEachCallback, TestWatcher {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LongRunResults.class);

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Project PROJECT = new Project(Path.of(""));
  private static final Path FILE = PROJECT.folder().resolve("target/long/results.json");
  private static final String BUILD = build();

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return hasPassed(context.getUniqueId())
        ? ConditionEvaluationResult.disabled("it has passed with this build, says " + FILE)
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

  private static void note(ExtensionContext context, String result, String reason) {
    var start = context.getStore(NAMESPACE).get("start", Instant.class);
    var line =
        JSON.createObjectNode()
            .put("fault", fault(context))
            .put("test", context.getRequiredTestClass().getSimpleName())
            .put("case", context.getRequiredTestMethod().getName() + " " + context.getDisplayName())
            .put("result", result)
            .put("at", String.valueOf(start))
            .put("seconds", Duration.between(start, Instant.now()).toSeconds())
            .put("build", BUILD)
            .put("id", context.getUniqueId());
    if (!reason.isEmpty()) {
      line.put("reason", reason);
    }
    try {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("can't note the result of a test in " + FILE, e);
    }
  }

  private static String fault(ExtensionContext context) {
    return context.getTags().stream().filter(tag -> !tag.equals("long")).findFirst().orElse("");
  }

  private static boolean hasPassed(String id) {
    if (!Files.exists(FILE)) {
      return false;
    }
    try (var lines = Files.lines(FILE)) {
      return lines
          .map(LongRunResults::read)
          .flatMap(Optional::stream)
          .filter(line -> line.path("id").asText().equals(id))
          .filter(line -> line.path("build").asText().equals(BUILD))
          .anyMatch(line -> line.path("result").asText().equals("passed"));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + FILE, e);
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

  /** The same as long as the application's classes and resources are. */
  private static String build() {
    var classes = PROJECT.applicationClasses();
    try {
      var digest = Fingerprint.digest();
      for (var file : Folders.filesBelow(classes)) {
        digest.update(classes.relativize(file).toString().getBytes(UTF_8));
        digest.update(Files.readAllBytes(file));
      }
      return Fingerprint.hex(digest.digest()).substring(0, 12);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + classes, e);
    }
  }
}
