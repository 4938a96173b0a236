package org.segmentcourier.endtoend;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.segmentcourier.sandbox.Sandbox;

/**
 * The application in a JVM of its own, with nothing on its class path but what it is shipped with.
 */
public final class ApplicationProcess implements AutoCloseable {

  static final String MAIN = "org.segmentcourier.SegmentCourier";

  /** The first Java that warns of native code and of what is unsafe in memory. */
  private static final int WARNS = 24;

  private static final Duration START = Duration.ofSeconds(120);

  /** More than {@code camel.main.shutdownTimeout}. */
  private static final Duration STOP = Duration.ofSeconds(30);

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Camel's own line when all routes run. */
  private static final Pattern STARTED = Pattern.compile("Apache Camel .* started in ");

  private final JavaProcess process;
  private final CountDownLatch started;
  private final Path log;
  private final Path workFolder;
  private final String management;

  private ApplicationProcess(
      JavaProcess process, CountDownLatch started, Path log, Path workFolder, String management) {
    this.process = process;
    this.started = started;
    this.log = log;
    this.workFolder = workFolder;
    this.management = management;
  }

  /**
   * Starts the application on a sandbox; it is not ready yet.
   *
   * @param folder for its log and, unless the settings say otherwise, the work folder
   * @param currentFolder where it finds {@code config/}
   * @param settings environment variables beyond what the sandbox's stack puts out
   * @param errors told of each line of its log that reports an error
   */
  public static ApplicationProcess start(
      Project project,
      SandboxProcess sandbox,
      Path folder,
      Path currentFolder,
      Map<String, String> settings,
      Consumer<String> errors)
      throws IOException {
    return start(sandbox, folder, currentFolder, settings, "", command(project, List.of()), errors);
  }

  /** A JVM with what Maven has compiled, and further options. */
  static List<String> command(Project project, List<String> options) {
    var arguments = new ArrayList<>(List.of("-Xmx512m"));
    if (Runtime.version().feature() >= WARNS) {
      // As in the image: else Java itself writes of DuckDB and Netty into the log.
      arguments.add("--enable-native-access=ALL-UNNAMED");
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    arguments.addAll(options);
    arguments.addAll(List.of("-cp", project.applicationClassPath(), MAIN));
    return JavaProcess.command(arguments);
  }

  /**
   * Starts it under limits of the operating system, or of the JVM.
   *
   * @param limits what the shell does before, such as {@code ulimit -f 100;}; empty: nothing
   * @param command with what it is started
   */
  static ApplicationProcess start(
      SandboxProcess sandbox,
      Path folder,
      Path currentFolder,
      Map<String, String> settings,
      String limits,
      List<String> command,
      Consumer<String> errors)
      throws IOException {
    var log = folder.resolve("application.log");
    var environment = new HashMap<>(sandbox.ready().environment());
    environment.put("AWS_ACCESS_KEY_ID", Sandbox.APPLICATION);
    environment.put("WORK_FOLDER", folder.resolve("work").toString());
    // Several applications may run on one machine, but only one can answer for its health on one
    // port.
    environment.put("CAMEL_MANAGEMENT_PORT", String.valueOf(freePort()));
    environment.putAll(settings);
    var started = new CountDownLatch(1);
    var process =
        new JavaProcess(
            "application",
            limits,
            command,
            environment,
            currentFolder,
            log,
            line -> {
              if (STARTED.matcher(line).find()) {
                started.countDown();
              } else if (line.contains(" ERROR ") || line.contains(" FATAL ")) {
                errors.accept(line);
              }
            });
    sandbox.tie(process.pid());
    var workFolder = Path.of(environment.get("WORK_FOLDER"));
    var management = "http://127.0.0.1:" + environment.get("CAMEL_MANAGEMENT_PORT");
    return new ApplicationProcess(process, started, log, workFolder, management);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  /**
   * Waits until all routes run.
   *
   * @throws IOException it does not start; the log says why
   */
  public void awaitStarted() throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    try {
      while (!started.await(100, TimeUnit.MILLISECONDS)) {
        if (!process.alive()) {
          throw new IOException(
              "the application has ended with status " + process.status() + "; see " + log);
        }
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "the application was not ready in " + START.toSeconds() + " s; see " + log);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the application started", e);
    }
  }

  public boolean alive() {
    return process.alive();
  }

  /** The id of its process. */
  public long pid() {
    return process.pid();
  }

  /** Done once it has ended. */
  public CompletableFuture<?> end() {
    return process.end();
  }

  /** Where it tells of itself: health, metrics, JMX. */
  public String management() {
    return management;
  }

  /** Where it says whether it is well. */
  public String health() {
    return management + "/observe/health";
  }

  /**
   * Whether it says of itself that it is well.
   *
   * @param aspect {@code ready} or {@code live}
   */
  public boolean isWell(String aspect) {
    var request = HttpRequest.newBuilder(URI.create(health() + "/" + aspect));
    try {
      return HTTP.send(request.build(), BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      throw new UncheckedIOException("the application does not say whether it is well", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException((IOException) new InterruptedIOException().initCause(e));
    }
  }

  /** What it counts, as Prometheus reads it. */
  public String metrics() {
    var request = HttpRequest.newBuilder(URI.create(management + "/observe/metrics"));
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException("the application does not say what it counts", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException((IOException) new InterruptedIOException().initCause(e));
    }
  }

  /** What it takes of the machine. */
  public Vitals vitals() {
    return new Vitals(pid());
  }

  /** Lines of its log with some words, as they are now. */
  public String logged(String words) {
    try (var lines = Files.lines(log)) {
      return lines.filter(line -> line.contains(words)).collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + log, e);
    }
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  /** Where it builds segment files; empty when it rests. */
  public Path workFolder() {
    return workFolder;
  }

  /** Ends it without asking, as a machine does that fails. */
  public void kill() {
    process.kill();
    process.ended(STOP);
  }

  /** Stops it where it is, as a machine does that is frozen; it doesn't notice. */
  public void freeze() throws IOException {
    process.freeze();
  }

  /** Lets it go on. */
  public void thaw() throws IOException {
    process.thaw();
  }

  /**
   * Asks it to end, as ECS does, and waits.
   *
   * @return how long that took; more than {@link #STOP} if it had to be killed
   */
  public Duration stop() {
    long start = System.nanoTime();
    process.terminate();
    process.ended(STOP);
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Lets it finish what it does. */
  @Override
  public void close() {
    stop();
  }
}
