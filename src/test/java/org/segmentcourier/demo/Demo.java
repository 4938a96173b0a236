package org.segmentcourier.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.segmentcourier.endtoend.ApplicationProcess;
import org.segmentcourier.endtoend.Aws;
import org.segmentcourier.endtoend.Folders;
import org.segmentcourier.endtoend.Project;
import org.segmentcourier.endtoend.SandboxProcess;
import org.segmentcourier.settings.Setting;

/**
 * What {@code mvn -Psandbox} runs: the sandbox and the application as two JVMs, and either the main
 * job from an upload to a segment, or, with {@code -Dsandbox.serve}, nothing but the two, for the
 * reader to try. Ends with status 0 only if all that should have been delivered was.
 */
public final class Demo {

  private final Terminal terminal = Terminal.standard();
  private final Project project;
  private final Path folder;

  /** Whether the reader has had enough: what fails now says nothing. */
  private volatile boolean stopping;

  /**
   * @param folder below {@code target}, for everything that it leaves
   */
  private Demo(Project project, String folder) {
    this.project = project;
    this.folder = project.folder().resolve("target").resolve(folder);
  }

  /**
   * Reads the system properties {@code project.folder}, {@code sandbox.port}, {@code
   * sandbox.serve}.
   */
  public static void main(String[] args) {
    boolean serve = !System.getProperty("sandbox.serve", "false").equals("false");
    var port = System.getProperty("sandbox.port", "4566");
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
      System.err.println("-Dsandbox.port=" + port + ": must be a number from 0 to 65535");
      System.exit(1);
    }
    // Each sandbox that is served has a folder of its own: several may run side by side.
    var demo =
        new Demo(
            new Project(Path.of(System.getProperty("project.folder", ""))),
            serve ? "sandbox-" + port : "sandbox");
    boolean right = demo.run(serve, Integer.parseInt(port));
    if (!right) {
      System.exit(1);
    }
  }

  private boolean run(boolean serve, int port) {
    terminal.title(
        serve
            ? "segment-courier on a sandbox of AWS"
            : "segment-courier on a sandbox of AWS: from an upload to a segment");
    try (var lock = FolderLock.on(folder);
        var processes = new Processes(() -> stopping = true)) {
      // What an earlier run has left says nothing about this one.
      Folders.empty(folder);
      // Only who serves needs to know the port beforehand; the demo takes any that is free.
      var sandbox = processes.add(SandboxProcess.start(project, folder, serve ? port : 0));
      terminal.happened("sandbox", "AWS is at " + sandbox.ready().url());
      var application =
          processes.add(
              ApplicationProcess.start(
                  project,
                  sandbox,
                  folder,
                  project.folder(),
                  serve ? secrets() : Map.of(),
                  line -> terminal.happened("error", line)));
      if (serve) {
        application.awaitStarted();
        return serve(sandbox, application);
      }
      try (var aws = new Aws(sandbox.ready())) {
        return new MainJob(terminal, project, folder, sandbox, application, aws).run();
      }
    } catch (Exception e) {
      if (stopping) {
        return false;
      }
      terminal.blank();
      terminal.say("It did not work: " + e.getMessage());
      terminal.say("The logs are in " + folder);
      return false;
    }
  }

  /** What the reader can set nowhere else: no file is taken for it. */
  private static Map<String, String> secrets() {
    return Stream.of(Setting.MANAGEMENT_USER, Setting.MANAGEMENT_PASSWORD)
        .map(Setting::variable)
        .filter(System.getenv()::containsKey)
        .collect(Collectors.toMap(Function.identity(), System::getenv));
  }

  private boolean serve(SandboxProcess sandbox, ApplicationProcess application)
      throws InterruptedException, ExecutionException, IOException {
    var environment = folder.resolve("stack.env");
    Files.write(
        environment,
        sandbox.ready().environment().entrySet().stream()
            .map(variable -> "%s='%s'".formatted(variable.getKey(), variable.getValue()))
            .sorted()
            .toList());
    terminal.happened("application", "all routes run");
    terminal.blank();
    terminal.say("In another terminal, this points any AWS SDK or CLI at it:");
    terminal.blank();
    sandbox.ready().environment().entrySet().stream()
        .filter(
            variable ->
                variable.getKey().startsWith("AWS_")
                    || variable.getKey().equals("PINPOINT_APPLICATION_ID"))
        .forEach(
            variable ->
                terminal.say("export %s=%s".formatted(variable.getKey(), variable.getValue())));
    terminal.blank();
    terminal.say("All that the application is told, for its own commands:");
    terminal.blank();
    terminal.say("set -a; . %s; set +a".formatted(project.folder().relativize(environment)));
    terminal.blank();
    terminal.say("Buckets       personalize-data, segment-import");
    terminal.say("E-mails       " + sandbox.ready().mailbox());
    terminal.say("Log           " + application.log());
    terminal.say("Health        " + application.health());
    terminal.say("Console       mvn -Pconsole -Dconsole.application=" + application.management());
    terminal.say("Control port  " + sandbox.ready().control());
    terminal.blank();
    terminal.say("The README has a walk to try. Ctrl-C stops both.");
    CompletableFuture.anyOf(sandbox.end(), application.end()).get();
    if (stopping) {
      return false;
    }
    terminal.blank();
    terminal.say(
        (application.alive() ? "The sandbox" : "The application") + " has ended; see " + folder);
    return false;
  }
}
