package org.segmentcourier.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.segmentcourier.sandbox.Sandbox;

/**
 * Instances of the application on the queues of one sandbox, as containers on one machine: each a
 * process with a log of its own, all with one work folder. They come and go; what they have logged
 * stays.
 */
public final class Fleet implements AutoCloseable {

  private final Project project;
  private final SandboxProcess sandbox;
  private final Path folder;
  private final Map<String, String> settings;
  private final List<ApplicationProcess> instances = new CopyOnWriteArrayList<>();
  private final List<Path> logs = new CopyOnWriteArrayList<>();
  private final List<String> errors = new CopyOnWriteArrayList<>();

  /**
   * @param folder for logs and the work folder
   * @param settings environment variables beyond what the sandbox's stack puts out
   */
  Fleet(Project project, SandboxProcess sandbox, Path folder, Map<String, String> settings) {
    this.project = project;
    this.sandbox = sandbox;
    this.folder = folder;
    this.settings = settings;
  }

  /** Starts one more; it is not ready yet. */
  public ApplicationProcess start() throws IOException {
    var image = Image.given();
    return image.isPresent() ? start(image.get()) : start("", List.of());
  }

  private ApplicationProcess start(Image image) throws IOException {
    return start(
        image.limits(disk()),
        image.command(project, true, List.of("-Xmx512m")),
        Map.of("WORK_FOLDER", Image.WORK_FOLDER));
  }

  /** Starts one more with other values of some settings; it is not ready yet. */
  public ApplicationProcess startWith(Map<String, String> others) throws IOException {
    return start("", ApplicationProcess.command(project, List.of()), others);
  }

  /**
   * Starts one more whose work folder is a disk of its own; it is not ready yet.
   *
   * @param bytes that the disk has, rounded to pages of memory
   * @param files that it can have, folders and itself included
   */
  public ApplicationProcess startOnSmallDisk(long bytes, int files) throws IOException {
    Files.createDirectories(workFolder());
    return start(
        OwnMounts.with(
            "mount -t tmpfs -o size=%d,nr_inodes=%d none '%s'"
                .formatted(bytes, files, workFolder())),
        List.of());
  }

  /**
   * Starts one more that can write nothing but one folder, for its own temporary files and the
   * JVM's; it is not ready yet.
   */
  public ApplicationProcess startOnReadOnlyDisk() throws IOException {
    Files.createDirectories(workFolder());
    return start(
        OwnMounts.with(
            "mount -t tmpfs none '%s' && mount -o remount,bind,ro /".formatted(workFolder())),
        List.of("-Djava.io.tmpdir=" + workFolder()));
  }

  /** Starts one more, which ends when its heap is full, as the image does; it is not ready yet. */
  public ApplicationProcess startWithHeap(int megabytes) throws IOException {
    return start("", List.of("-Xmx%dm".formatted(megabytes), "-XX:+ExitOnOutOfMemoryError"));
  }

  private ApplicationProcess start(String limits, List<String> options) throws IOException {
    return start(limits, ApplicationProcess.command(project, options), Map.of());
  }

  private ApplicationProcess start(String limits, List<String> command, Map<String, String> others)
      throws IOException {
    var name = agent(instances.size() + 1);
    var environment = new HashMap<>(settings);
    environment.put("WORK_FOLDER", workFolder().toString());
    environment.put("AWS_SDK_UA_APP_ID", name);
    environment.putAll(others);
    var instance =
        ApplicationProcess.start(
            sandbox,
            folder.resolve(name),
            project.folder(),
            environment,
            limits,
            command,
            errors::add);
    instances.add(instance);
    logs.add(instance.log());
    return instance;
  }

  /** Starts some, and waits until they are ready. */
  void start(int number) throws IOException {
    for (int i = 0; i < number; i++) {
      start();
    }
    for (var instance : instances) {
      instance.awaitStarted();
    }
  }

  /** Runs a command beside them, with the settings that they have. */
  public OperatorCommand command(String... arguments) throws IOException {
    var environment = new HashMap<>(sandbox.ready().environment());
    environment.put("AWS_ACCESS_KEY_ID", Sandbox.APPLICATION);
    environment.putAll(settings);
    return OperatorCommand.run(project, folder, environment, arguments);
  }

  /** Those that run, in the order in which they were started. */
  public List<ApplicationProcess> running() {
    return instances.stream().filter(ApplicationProcess::alive).toList();
  }

  /** What the sandbox's record of calls names as the agent of an instance's calls. */
  public String agent(ApplicationProcess instance) {
    return agent(instances.indexOf(instance) + 1);
  }

  private static String agent(int nth) {
    return "application-" + nth;
  }

  /** Lines of all logs with some words, as they are now. */
  public List<String> logged(String words) {
    return logs.stream().flatMap(Fleet::lines).filter(line -> line.contains(words)).toList();
  }

  private static Stream<String> lines(Path log) {
    try {
      return Files.readAllLines(log).stream();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + log, e);
    }
  }

  /** Lines of all logs that report an error. */
  public List<String> errors() {
    return List.copyOf(errors);
  }

  /** Where all of them build segment files. */
  public Path workFolder() {
    return Image.given().isPresent()
        ? disk().resolve(Path.of(Image.WORK_FOLDER).getFileName())
        : folder.resolve("work");
  }

  /** Of containers of the image, for work folder and temporary files. */
  private Path disk() {
    return folder.resolve("disk");
  }

  /** Stops all at once: each takes more than a second, and most of it waits. */
  @Override
  public void close() {
    instances.parallelStream().forEach(ApplicationProcess::close);
  }
}
