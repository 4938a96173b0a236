package org.segmentcourier.defect;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.segmentcourier.defect.TestRun.Failure;

/** Runs one test class in this JVM, and writes down what it says. */
final class TestClass {

  private TestClass() {}

  /**
   * @param args the class, and the file for the result
   */
  public static void main(String[] args) throws IOException {
    var summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request().selectors(selectClass(args[0])).build(),
            summary);
    var run = summary.getSummary();
    new ObjectMapper()
        .writeValue(
            Path.of(args[1]).toFile(),
            new TestRun(
                run.getTestsFoundCount(),
                run.getFailures().stream().map(TestClass::failure).toList()));
    System.exit(0);
  }

  private static Failure failure(TestExecutionSummary.Failure failure) {
    var thrown = failure.getException();
    var says = String.valueOf(thrown.getMessage()).strip().lines().findFirst().orElse("");
    return new Failure(
        failure.getTestIdentifier().getDisplayName(),
        // What is awaited and does not come is an assertion, too.
        thrown instanceof AssertionError || thrown instanceof ConditionTimeoutException,
        thrown.getClass().getSimpleName() + ": " + says);
  }
}
