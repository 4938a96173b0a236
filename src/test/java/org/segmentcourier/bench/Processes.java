package org.segmentcourier.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.segmentcourier.endtoend.Project;

/** Starts the processes in which the work is done. */
final class Processes {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Of a process that fails. */
  private static final int LINES_SHOWN = 50;

  private final Project project;
  private final Path folder;

  /**
   * @param folder for what processes say
   */
  Processes(Project project, Path folder) {
    this.project = project;
    this.folder = folder;
  }

  /**
   * Starts one.
   *
   * @param classes of the application
   * @param options of the JVM
   * @param work what it does, and what that needs
   */
  Worker start(Path classes, List<String> options, String... work) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", project.classPath(classes), Round.class.getName()));
    command.addAll(List.of(work));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    return new Worker(builder.start());
  }

  /** A process that works once for each folder that it is told. */
  static final class Worker implements Closeable {

    private final Process process;
    private final BufferedReader said;
    private final PrintWriter told;

    private Worker(Process process) {
      this.process = process;
      said = process.inputReader(StandardCharsets.UTF_8);
      told = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
    }

    Measured work(Path folder) throws IOException {
      told.println(folder);
      var last = new ArrayDeque<String>();
      for (var line = said.readLine(); line != null; line = said.readLine()) {
        if (line.startsWith(Round.ANSWER)) {
          return JSON.readValue(line.substring(Round.ANSWER.length()), Measured.class);
        }
        last.add(line);
        if (last.size() > LINES_SHOWN) {
          last.remove();
        }
      }
      throw new IOException("the work failed:\n" + String.join("\n", last));
    }

    @Override
    public void close() throws IOException {
      try (said;
          told) {
        process.destroy();
      }
    }
  }

  /** The program of the reference's way: it says how long it took. */
  Reference reference(Inputs inputs, Path to) throws IOException, InterruptedException {
    var said = folder.resolve("reference.log");
    var program = project.testClasses().resolve("bench/reference.py");
    run(
        List.of(
            "python3",
            program.toString(),
            inputs.endpoints().toString(),
            inputs.output().toString(),
            to.toString()),
        said);
    var numbers = Files.readString(said).strip().split(" ");
    return new Reference(
        Double.parseDouble(numbers[0]),
        Double.parseDouble(numbers[1]),
        Long.parseLong(numbers[2]) / 1024);
  }

  /**
   * What the reference's way has taken.
   *
   * @param load seconds until the endpoints were in a map
   * @param delivery seconds after that
   * @param rss in MB
   */
  record Reference(double load, double delivery, long rss) {}

  private static void run(List<String> command, Path said)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    if (process.waitFor() != 0) {
      throw new IOException("%s failed:%n%s".formatted(command, Files.readString(said)));
    }
  }
}
