package org.segmentcourier.endtoend;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM of its own, whose output goes to a file. Its environment is what it is given, and the few
 * variables that any program needs: nothing of the user's own AWS settings gets in.
 *
 * <p>Ctrl-C reaches every process of a terminal at once; this one ignores it, for who started it
 * will stop one process after the other.
 */
final class JavaProcess {

  /** The shell becomes the JVM; what it ignores, the JVM ignores too, and its limits stay. */
  private static final String DEAF_TO_CTRL_C = "trap '' INT; %s exec \"$0\" \"$@\"";

  private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  /** It lives for a minute: what compiles fast serves it better than what runs fast in the end. */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final String name;
  private final Process process;
  private final PrintWriter input;
  private final Thread reader;

  /**
   * Starts a JVM like this one.
   *
   * @param name what messages call it
   * @param arguments those of {@code java}: options, class path, main class, its arguments
   * @param folder the current folder of the process
   * @param log where its output goes; what was there is overwritten
   * @param lines told of each line of output, on a thread of its own
   */
  JavaProcess(
      String name,
      List<String> arguments,
      Map<String, String> environment,
      Path folder,
      Path log,
      Consumer<String> lines)
      throws IOException {
    this(name, "", command(arguments), environment, folder, log, lines);
  }

  /**
   * Starts it under limits of the operating system.
   *
   * @param limits what the shell does before, such as {@code ulimit -f 100;}; empty: nothing
   * @param command the whole of it, or one that becomes it
   */
  JavaProcess(
      String name,
      String limits,
      List<String> command,
      Map<String, String> environment,
      Path folder,
      Path log,
      Consumer<String> lines)
      throws IOException {
    this.name = name;
    var started = new ArrayList<String>();
    if (File.separatorChar == '/') {
      started.addAll(List.of("sh", "-c", DEAF_TO_CTRL_C.formatted(limits)));
    }
    started.addAll(command);
    var builder = new ProcessBuilder(started).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().putAll(environment);
    Files.createDirectories(log.toAbsolutePath().getParent());
    var file = new PrintWriter(Files.newBufferedWriter(log), true);
    process = builder.start();
    input = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    reader = new Thread(() -> copy(file, lines), "output of the " + name);
    reader.setDaemon(true);
    reader.start();
  }

  /** A JVM like this one, with these arguments. */
  static List<String> command(List<String> arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.addAll(arguments);
    return command;
  }

  private void copy(PrintWriter file, Consumer<String> lines) {
    try (file;
        var output =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        file.println(line);
        lines.accept(line);
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException("can't read the output of the " + name, e);
      }
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Done once it has ended. */
  CompletableFuture<?> end() {
    return process.onExit();
  }

  /** Sends it a line. */
  void tell(String line) {
    input.println(line);
  }

  /** Ends its input. */
  void hangUp() {
    input.close();
  }

  /** Asks it to end (SIGTERM); what it still has to say is heard. */
  void terminate() {
    process.toHandle().destroy();
  }

  /** Ends it without asking (SIGKILL). */
  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Stops it where it is (SIGSTOP), as a machine does that is frozen; it doesn't notice. */
  void freeze() throws IOException {
    signal("STOP");
  }

  /** Lets it go on (SIGCONT). */
  void thaw() throws IOException {
    signal("CONT");
  }

  private void signal(String name) throws IOException {
    try {
      var command = List.of("kill", "-" + name, Long.toString(pid()));
      int status = new ProcessBuilder(command).inheritIO().start().waitFor();
      if (status != 0) {
        throw new IOException("%s ended with status %d".formatted(command, status));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }

  /**
   * Waits until it has ended, and kills it if it does not.
   *
   * @return whether it ended by itself
   */
  boolean ended(Duration patience) {
    try {
      boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        kill();
        process.waitFor();
      }
      reader.join(1_000);
      return ended;
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Its exit status, once it has ended. */
  int status() {
    return process.exitValue();
  }
}
