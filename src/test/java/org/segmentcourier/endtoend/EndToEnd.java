package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
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
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** An account has 5 unless it asks for more, as tests that share one do. */
  private static final int DATASET_GROUPS = 50;

  /** What runs, until all tests are over. */
  private record Running(
      SandboxProcess sandbox, ApplicationProcess application, Aws aws, List<String> errors)
      implements AutoCloseable {

    static Running start(String name) {
      var project = new Project(Path.of(""));
      var folder = project.folder().resolve("target/endtoend").resolve(name);
      try {
        Folders.empty(folder);
        var sandbox =
            SandboxProcess.start(
                project, folder, 0, "--template=" + BusListener.template(project, folder));
        var errors = new CopyOnWriteArrayList<String>();
        var application =
            ApplicationProcess.start(
                project, sandbox, folder, project.folder(), settings(), errors::add);
        new ControlClient(URI.create(sandbox.ready().control()))
            .tune("personalize", Map.of("quotas", Map.of("datasetGroups", DATASET_GROUPS)));
        application.awaitStarted();
        return new Running(sandbox, application, new Aws(sandbox.ready()), errors);
      } catch (IOException e) {
        throw new IllegalStateException("the system does not start: " + e.getMessage(), e);
      }
    }

    /** Two applications on one machine need a management port each. */
    private static Map<String, String> settings() throws IOException {
      try (var free = new ServerSocket(0)) {
        return Map.of(
            "CAMEL_MANAGEMENT_PORT", String.valueOf(free.getLocalPort()), "TRAINING_WAIT", "5s");
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
  private final boolean alone;
  private Running running;

  private EndToEnd(String name, boolean alone) {
    this.name = name;
    this.alone = alone;
  }

  /** The system that test classes share, if what they upload does not get into each other's way. */
  public static EndToEnd shared() {
    return new EndToEnd("shared", false);
  }

  /**
   * A system for one test class alone, which sees nothing but what it does itself.
   *
   * @param name of its folder below {@code target/endtoend}
   */
  public static EndToEnd alone(String name) {
    return new EndToEnd(name, true);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var owner = alone ? context : context.getRoot();
    running = owner.getStore(NAMESPACE).getOrComputeIfAbsent(name, Running::start, Running.class);
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

  /** The folder of this project. */
  public Project project() {
    return new Project(Path.of(""));
  }

  /** The folder in which everything is that this system writes. */
  public Path folder() {
    return project().folder().resolve("target/endtoend").resolve(name);
  }

  public SandboxProcess sandbox() {
    return running.sandbox();
  }

  public ApplicationProcess application() {
    return running.application();
  }

  /** What is announced on the custom bus. */
  public BusListener listener() {
    return new BusListener(aws().sqs(), running.sandbox().ready());
  }

  /** Batch segment jobs of somebody else. */
  public OtherJobs otherJobs() {
    return new OtherJobs(this);
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

  /** Lines of the application's log with some words, as it is now. */
  public List<String> logged(String words) {
    try (var lines = Files.lines(running.application().log())) {
      return lines.filter(line -> line.contains(words)).toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't read the application's log", e);
    }
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

  /** Whether an e-mail with some words has arrived. */
  public boolean hasMail(String words) {
    try {
      return aws().mails().stream().anyMatch(mail -> mail.says(words));
    } catch (IOException e) {
      throw new IllegalStateException("can't look into the mailbox", e);
    }
  }

  /** Waits for an e-mail whose subject or text holds some words. */
  public Mail mail(String words) {
    return await("e-mail with '" + words + "'")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> aws().mails().stream().filter(mail -> mail.says(words)).findFirst().orElse(null),
            mail -> mail != null);
  }

  /**
   * Waits until people are told what became of the import of a file.
   *
   * @param key in the import bucket
   */
  public Mail toldOfImport(String key) {
    return mail("s3://%s/%s ".formatted(aws().importBucket(), key));
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
