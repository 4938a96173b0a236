package org.segmentcourier.sandbox;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The AWS CLI as it is; tests that need it are left out where it is not installed. */
public final class CommandLine implements ExecutionCondition {

  /** Asked once for all tests: each start of the CLI takes a second or two. */
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(CommandLine.class);

  private static final long PATIENCE_SECONDS = 120;

  /**
   * What a command came to.
   *
   * @param output errors included
   */
  public record Outcome(int status, String output) {}

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent("installed", key -> look(), ConditionEvaluationResult.class);
  }

  private static ConditionEvaluationResult look() {
    try {
      return run(Map.of(), "--version").status() == 0
          ? enabled("the AWS CLI is here")
          : disabled("the AWS CLI (aws) does not work here");
    } catch (IOException e) {
      return disabled("the AWS CLI (aws) is not installed here");
    }
  }

  /**
   * Runs a command, once: what is refused is not tried again.
   *
   * @param environment that of the sandbox
   * @param words without {@code aws}
   * @throws IOException it can't be run, or takes minutes
   */
  public static Outcome run(Map<String, String> environment, String... words) throws IOException {
    var command = new ArrayList<>(List.of("aws"));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_MAX_ATTEMPTS", "1",
                "AWS_DEFAULT_OUTPUT", "json",
                "PYTHONUTF8", "1",
                "LC_ALL", "C.UTF-8"));
    var process = builder.start();
    process.getOutputStream().close();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("no end of " + command);
      }
      return new Outcome(process.exitValue(), output);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
