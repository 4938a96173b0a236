package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.segmentcourier.sandbox.control.ControlClient;
import software.amazon.awssdk.services.pinpoint.model.ImportJobResponse;
import software.amazon.awssdk.services.pinpoint.model.JobStatus;
import software.amazon.awssdk.services.sqs.model.Message;

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

  /** How often one looks whether it is so. */
  private static final Duration LOOK = Duration.ofMillis(200);

  /** An account has 5 unless it asks for more, as tests that share one do. */
  private static final int DATASET_GROUPS = 50;

  /** What runs, until all tests are over. */
  private record Running(SandboxProcess sandbox, Fleet fleet, Aws aws) implements AutoCloseable {

    static Running start(
        String name,
        int instances,
        Map<String, String> settings,
        List<String> sandboxOptions,
        String missing) {
      var project = new Project(Path.of(""));
      var folder = project.folder().resolve("target/endtoend").resolve(name);
      try {
        Folders.empty(folder);
        var sandbox =
            SandboxProcess.start(
                project,
                folder,
                0,
                sandboxOptions,
                "--template=" + BusListener.template(project, folder, missing));
        new ControlClient(URI.create(sandbox.ready().control()))
            .tune("personalize", Map.of("quotas", Map.of("datasetGroups", DATASET_GROUPS)));
        var fleet = new Fleet(project, sandbox, folder, settings);
        fleet.start(instances);
        return new Running(sandbox, fleet, new Aws(sandbox.ready()));
      } catch (IOException e) {
        throw new IllegalStateException("the system does not start: " + e.getMessage(), e);
      }
    }

    @Override
    public void close() {
      aws.close();
      fleet.close();
      sandbox.close();
    }
  }

  private final String name;
  private final boolean alone;
  private final int instances;
  private final Map<String, String> settings = new HashMap<>(Map.of("TRAINING_WAIT", "5s"));
  private List<String> sandboxOptions = List.of();
  private String missing = "";
  private Running running;

  private EndToEnd(String name, boolean alone, int instances) {
    this.name = name;
    this.alone = alone;
    this.instances = instances;
  }

  /**
   * The system that test classes of one JVM share, if what they upload does not get into each
   * other's way.
   */
  public static EndToEnd shared() {
    return new EndToEnd("shared-" + System.getProperty("fork", "1"), false, 2);
  }

  /**
   * A system for one test class alone, which sees nothing but what it does itself.
   *
   * @param name of its folder below {@code target/endtoend}
   */
  public static EndToEnd alone(String name) {
    return alone(name, 1);
  }

  /**
   * A system for one test class alone, with some instances of the application.
   *
   * @param name of its folder below {@code target/endtoend}
   */
  public static EndToEnd alone(String name, int instances) {
    return new EndToEnd(name, true, instances);
  }

  /** For hours, not minutes: the sandbox takes its time to get fast. */
  public EndToEnd lasting() {
    sandboxOptions = List.of("-XX:TieredStopAtLevel=4");
    return this;
  }

  /**
   * What a container held that has died is soon seen by others: its messages come into sight, and
   * what it was about to tell is told by who comes next.
   */
  public EndToEnd noticingDeathsSoon() {
    return with("QUEUE_VISIBILITY", "3")
        .with("AWS_CALL_TIMEOUT", "5s") // a dead teller is waited for twice as long
        .with("AWS_ATTEMPT_TIMEOUT", "5s");
  }

  /** The application may do all that it may but for this, such as {@code s3:GetObject}. */
  public EndToEnd without(String action) {
    missing = action;
    return this;
  }

  /** With another value of a setting, named as in the environment. */
  public EndToEnd with(String variable, String value) {
    settings.put(variable, value);
    return this;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    var owner = alone ? context : context.getRoot();
    running =
        owner
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(
                name,
                key -> Running.start(key, instances, settings, sandboxOptions, missing),
                Running.class);
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

  /** The instance of the application, where there is one. */
  public ApplicationProcess application() {
    var instances = running.fleet().running();
    assertThat(instances).as("instances that run").hasSize(1);
    return instances.get(0);
  }

  /** All instances of the application. */
  public Fleet fleet() {
    return running.fleet();
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

  /** Lines of the application's logs that report an error. */
  public List<String> errors() {
    return running.fleet().errors();
  }

  /** Whether the instances are those of the image, not what Maven has compiled. */
  public boolean isOfImage() {
    return Image.given().isPresent();
  }

  /** Waits, whatever happens meanwhile. */
  public static void letPass(Duration time) {
    await().timeout(time.plusMinutes(1)).pollDelay(time).until(() -> true);
  }

  /**
   * Lets a standard queue double and shuffle its messages; see the control port.
   *
   * @param inbox such as {@code Uploads}
   * @param order {@code copies}, {@code spread}, {@code seed}; empty ends it
   */
  public void disorder(String inbox, Map<String, Integer> order) {
    var url = aws().output(inbox + "QueueUrl");
    var queue = url.substring(url.lastIndexOf('/') + 1);
    control().ask("PUT", "/queues/" + queue + "/disorder", order);
  }

  /** Waits until something is so. */
  public void eventually(String what, Callable<Boolean> isSo) {
    await(what).atMost(PATIENCE).pollInterval(LOOK).until(isSo);
  }

  /** Waits until there is something. */
  public <T> T eventuallyThere(String what, Callable<Optional<T>> look) {
    return await(what)
        .atMost(PATIENCE)
        .pollInterval(LOOK)
        .until(look, Optional::isPresent)
        .orElseThrow();
  }

  /** Lines of the application's logs with some words, as they are now. */
  public List<String> logged(String words) {
    return running.fleet().logged(words);
  }

  /** Waits for a line of the application's logs with some words. */
  public String log(String words) {
    return eventuallyThere(
        "a log line with '" + words + "'", () -> logged(words).stream().findFirst());
  }

  /** Waits until Pinpoint has imported a file, well or not. */
  public ImportJobResponse imported(String segmentName) {
    return eventuallyThere(
        "import of " + segmentName,
        () ->
            aws().importJobs().stream()
                .filter(job -> job.definition().segmentName().equals(segmentName))
                .filter(
                    job ->
                        job.jobStatus() == JobStatus.COMPLETED
                            || job.jobStatus() == JobStatus.FAILED)
                .findFirst());
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
    return eventuallyThere(
        "e-mail with '" + words + "'",
        () -> aws().mails().stream().filter(mail -> mail.says(words)).findFirst());
  }

  /** Waits until people are told what became of a training run. */
  public Mail toldOfTraining(String datasetGroup) {
    return mail("dataset group " + datasetGroup);
  }

  /**
   * Waits until people are told what became of the import of a file.
   *
   * @param key in the import bucket
   */
  public Mail toldOfImport(String key) {
    return mail("s3://%s/%s ".formatted(aws().importBucket(), key));
  }

  /**
   * Takes a message out of a redrive queue, once there is one.
   *
   * @param inbox such as {@code Uploads}
   */
  public Message takeFromRedriveQueue(String inbox) {
    var queue = aws().output(inbox + "RedriveQueueUrl");
    var message =
        eventuallyThere(
            "a message in the redrive queue of " + inbox,
            () ->
                aws()
                    .sqs()
                    .receiveMessage(request -> request.queueUrl(queue).messageAttributeNames("All"))
                    .messages()
                    .stream()
                    .findFirst());
    aws()
        .sqs()
        .deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
    return message;
  }

  /**
   * Files in the work folder. Locks say that instances run, and the endpoint directory's files stay
   * with them: they do not count.
   */
  public List<Path> workFiles() {
    try {
      return Folders.filesBelow(running.fleet().workFolder()).stream()
          .filter(file -> !file.endsWith("lock"))
          .filter(file -> !file.getParent().getFileName().toString().startsWith("snapshots-"))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("can't look into the work folder", e);
    }
  }
}
