package org.segmentcourier.endtoend;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A command of the application, run to its end as an operator does.
 *
 * @param status its exit status
 * @param said what it put out, line by line
 */
public record OperatorCommand(int status, List<String> said) {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /**
   * Runs it.
   *
   * @param environment all that it knows of AWS
   * @param arguments the command and what it is given
   */
  static OperatorCommand run(
      Project project, Path folder, Map<String, String> environment, String... arguments)
      throws IOException {
    return run(project, project.applicationClassPath(), folder, environment, arguments);
  }

  /** The same, with other libraries. */
  static OperatorCommand run(
      Project project,
      String classPath,
      Path folder,
      Map<String, String> environment,
      String... arguments)
      throws IOException {
    var said = Collections.synchronizedList(new ArrayList<String>());
    var process =
        new JavaProcess(
            "command " + arguments[0],
            Stream.concat(
                    Stream.of("-cp", classPath, ApplicationProcess.MAIN), Stream.of(arguments))
                .toList(),
            environment,
            project.folder(),
            folder.resolve("command.log"),
            said::add);
    if (!process.ended(PATIENCE)) {
      throw new IOException("%s did not end; it said %s".formatted(List.of(arguments), said));
    }
    return new OperatorCommand(process.status(), List.copyOf(said));
  }
}
