package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.segmentcourier.sandbox.control.ControlClient;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;

/**
 * The whole product for a test: a sandbox and the application as processes of their own, on free
 * ports, started once for all test classes that ask for them. After each test, nothing may be left
 * behind: no message in a queue, no open multipart upload, no file in the work folder, and no
 * mistake of the sandbox itself.
 *
 * <pre>
 * &#64;RegisterExtension static final EndToEnd system = EndToEnd.shared();
 * </pre>
 */
public final class EndToEnd implements BeforeAllCallback, AfterEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(EndToEnd.class);

  /** For whatever is awaited: more than any of it takes on a busy machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** What runs, until all tests are over. */
  private record Running(
      SandboxProcess sandbox, ApplicationProcess application, Aws aws, List<String> errors)
      implements ExtensionContext.Store.CloseableResource {

    static Running start(String name) {
      var project = new Project(Path.of(""));
      var folder = project.folder().resolve("target/endtoend").resolve(name);
      try {
        Folders.empty(folder);
        var sandbox = SandboxProcess.start(project, folder, 0);
        var errors = new CopyOnWriteArrayList<String>();
        var application =
            ApplicationProcess.start(
                project, sandbox, folder, project.folder(), Map.of(), errors::add);
        application.awaitStarted();
        return new Running(sandbox, application, new Aws(sandbox.ready()), errors);
      } catch (IOException e) {
        throw new IllegalStateException("the system does not start: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      aws.close();
      application.close();
      sandbox.close();
    }
  }

  private final String name;
  private Running running;

  private EndToEnd(String name) {
    this.name = name;
  }

  /** The system that test classes share, if what they upload does not get into each other's way. */
  public static EndToEnd shared() {
    return new EndToEnd("shared");
  }

  /**
   * A system for the test classes that name it so.
   *
   * @param name of its folder below {@code target/endtoend}
   */
  public static EndToEnd named(String name) {
    return new EndToEnd(name);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    running =
        context
            .getRoot()
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(name, Running::start, Running.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    eventually(
        "every queue is empty",
        () -> aws().queueDepths().values().stream().allMatch(depth -> depth == 0));
    assertThat(aws().openMultipartUploads()).as("multipart uploads left open").isEmpty();
    assertThat(workFiles()).as("files left in the work folder").isEmpty();
    assertThat(control().bugs()).as("what the sandbox itself did wrong").isEmpty();
  }

  /** AWS as a user sees it. */
  public Aws aws() {
    return running.aws();
  }

  /** The sandbox's control port. */
  public ControlClient control() {
    return new ControlClient(URI.create(running.sandbox().ready().control()));
  }

  /** Lines of the application's log that report an error. */
  public List<String> errors() {
    return List.copyOf(running.errors());
  }

  /** Waits until something is so. */
  public void eventually(String what, Callable<Boolean> isSo) {
    await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(isSo);
  }

  /** Waits until Pinpoint has imported a file, well or not. */
  public ImportJobResponse imported(String segmentName) {
    return await("import of " + segmentName)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                aws().importJobs().stream()
                    .filter(job -> job.definition().segmentName().equals(segmentName))
                    .filter(
                        job ->
                            job.jobStatus() == JobStatus.COMPLETED
                                || job.jobStatus() == JobStatus.FAILED)
                    .findFirst()
                    .orElse(null),
            job -> job != null);
  }

  /** Waits for an e-mail whose subject or text holds some words. */
  public Mail mail(String words) {
    return await("e-mail with '" + words + "'")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () ->
                aws().mails().stream()
                    .filter(mail -> mail.subject().contains(words) || mail.text().contains(words))
                    .findFirst()
                    .orElse(null),
            mail -> mail != null);
  }

  /** Files in the application's work folder; its lock says that it runs, and does not count. */
  public List<Path> workFiles() {
    try {
      return Folders.filesBelow(running.application().workFolder()).stream()
          .filter(file -> !file.endsWith("lock"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't look into the work folder", e);
    }
  }
}
