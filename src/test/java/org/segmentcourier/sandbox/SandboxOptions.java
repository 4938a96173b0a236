package org.segmentcourier.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a sandbox is to be.
 *
 * @param port of the front; 0 for any that is free
 * @param controlPort of the control port; 0 for any that is free
 * @param folder where objects, endpoints and e-mails are kept
 * @param template the CloudFormation template to deploy
 * @param parameters values for its parameters, by name
 * @param pace how long a Personalize resource stays in each status on its way
 */
public record SandboxOptions(
    int port,
    int controlPort,
    Path folder,
    Path template,
    Map<String, String> parameters,
    Duration pace) {

  /** A sandbox on free ports, as the demo has it. */
  public static SandboxOptions in(Path folder) {
    return new SandboxOptions(
        0,
        0,
        folder,
        Path.of("deploy", "template.yaml"),
        Map.of(
            "TickDelay", "1",
            "VisibilityTimeout", "30",
            "DataBucketName", "personalize-data",
            "ImportBucketName", "segment-import",
            "NotificationEmail", "marketing@example.com"),
        Duration.ofMillis(300));
  }

  public SandboxOptions withPort(int newPort) {
    return new SandboxOptions(newPort, controlPort, folder, template, parameters, pace);
  }

  public SandboxOptions withControlPort(int newPort) {
    return new SandboxOptions(port, newPort, folder, template, parameters, pace);
  }

  public SandboxOptions withTemplate(Path newTemplate) {
    return new SandboxOptions(port, controlPort, folder, newTemplate, parameters, pace);
  }

  public SandboxOptions withPace(Duration newPace) {
    return new SandboxOptions(port, controlPort, folder, template, parameters, newPace);
  }

  public SandboxOptions withParameters(Map<String, String> newParameters) {
    return new SandboxOptions(port, controlPort, folder, template, newParameters, pace);
  }

  /** With another value for a parameter of the template. */
  public SandboxOptions with(String parameter, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new SandboxOptions(port, controlPort, folder, template, changed, pace);
  }

  /**
   * Reads a command line: {@code --port=}, {@code --control-port=}, {@code --folder=}, {@code
   * --template=}, {@code --pace=} (milliseconds), {@code --parameter=Name=value}.
   *
   * @throws IllegalArgumentException if it has anything else
   */
  static SandboxOptions parse(List<String> arguments) {
    var options = in(Path.of("target", "sandbox")).withPort(4566);
    for (String argument : arguments) {
      String[] parts = argument.split("=", 2);
      String value = parts.length == 2 ? parts[1] : "";
      options =
          switch (parts[0]) {
            case "--port" -> options.withPort(port(argument, value));
            case "--control-port" -> options.withControlPort(port(argument, value));
            case "--folder" -> options.withFolder(Path.of(value));
            case "--template" -> options.withTemplate(Path.of(value));
            case "--pace" -> options.withPace(Duration.ofMillis(number(argument, value)));
            case "--parameter" -> options.withParameter(value);
            default ->
                throw new IllegalArgumentException(
                    "'%s' is none of --port, --control-port, --folder, --template, --pace, --parameter"
                        .formatted(argument));
          };
    }
    return options;
  }

  private static int port(String argument, String value) {
    long port = number(argument, value);
    if (port > 65_535) {
      throw new IllegalArgumentException(argument + ": a port is a number from 0 to 65535");
    }
    return (int) port;
  }

  private static long number(String argument, String value) {
    if (!value.matches("\\d{1,9}")) {
      throw new IllegalArgumentException(argument + ": must be a whole number of 0 or more");
    }
    return Long.parseLong(value);
  }

  private SandboxOptions withFolder(Path newFolder) {
    return new SandboxOptions(port, controlPort, newFolder, template, parameters, pace);
  }

  private SandboxOptions withParameter(String assignment) {
    String[] parts = assignment.split("=", 2);
    if (parts.length < 2) {
      throw new IllegalArgumentException("'" + assignment + "' is not of the form Name=value");
    }
    return with(parts[0], parts[1]);
  }
}
