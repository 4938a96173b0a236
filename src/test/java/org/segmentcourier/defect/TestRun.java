package org.segmentcourier.defect;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.segmentcourier.endtoend.Project;

/**
 * What a test class says of an application, run in a JVM of its own.
 *
 * @param tests how many were run
 * @param failures those that failed
 */
record TestRun(long tests, List<Failure> failures) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Longer than any test class takes. */
  private static final int MINUTES = 10;

  /**
   * A test that failed.
   *
   * @param assertion whether it found something not as it should be; else it did not get so far
   * @param reason the first line of what it says
   */
  record Failure(String test, boolean assertion, String reason) {}

  /**
   * Runs a test class.
   *
   * @param classes those of the application
   * @param folder for the log and the result
   * @throws IOException if the JVM ends without a result; the log says why
   */
  static TestRun of(String testClass, Project project, Path classes, Path folder)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var result = folder.resolve("result.json");
    var log = folder.resolve("test.log");
    Files.deleteIfExists(result);
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-Djdk.httpclient.allowRestrictedHeaders=host,content-length,connection,expect",
                "-Dsun.net.httpserver.nodelay=true",
                "-cp",
                project.classPath(classes),
                TestClass.class.getName(),
                testClass,
                result.toString())
            .directory(project.folder().toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly().waitFor();
      throw new IOException(
          "%s did not end in %d minutes; see %s".formatted(testClass, MINUTES, log));
    }
    if (!Files.exists(result)) {
      throw new IOException("%s ended without a result; see %s".formatted(testClass, log));
    }
    return JSON.readValue(result.toFile(), TestRun.class);
  }
}
