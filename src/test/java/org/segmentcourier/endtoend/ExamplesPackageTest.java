package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The application with what the worked examples need starts, and takes them: with what Maven packs,
 * not with what tests are run with, which is more.
 */
class ExamplesPackageTest {

  private static final Path EXAMPLES = Path.of("config/routes/examples");

  private static final Map<String, String> SET =
      Map.of(
          "WEBHOOK_URL", "https://crm.example.com/segments",
          "SFTP_HOST", "sftp.example.com",
          "SFTP_PORT", "22",
          "SFTP_FOLDER", "in",
          "SFTP_USER", "courier",
          "SFTP_PASSWORD", "secret",
          "SFTP_KNOWN_HOSTS", "known_hosts",
          "KAFKA_BROKERS", "kafka.example.com:9092",
          "KAFKA_TOPIC", "segments");

  @TempDir private Path folder;

  @Test
  void theExamplesPassTheCheckOfAPackageWithTheirProfiles() throws Exception {
    var project = new Project(Path.of(""));

    var command =
        OperatorCommand.run(
            project,
            project.applicationClasses() + File.pathSeparator + libraries(),
            folder,
            SET,
            "validate",
            EXAMPLES.toString());

    assertThat(command.said())
        .anyMatch(line -> line.startsWith("branch webhook: ") && line.contains("to https://crm."))
        .anyMatch(line -> line.startsWith("branch sftp: ") && line.contains("to sftp://sftp."))
        .anyMatch(line -> line.startsWith("branch kafka: ") && line.contains("to kafka://segments"))
        .noneMatch(line -> line.contains("\tat "));
    assertThat(command.status()).isZero();
  }

  /** As the goal is bound to in pom.xml, but with profiles. */
  private String libraries() throws Exception {
    var found = folder.resolve("class-path");
    var log = folder.resolve("maven.log");
    var maven =
        new ProcessBuilder(
                List.of(
                    "mvn",
                    "-B",
                    "-Phttp,sftp,kafka",
                    "dependency:build-classpath",
                    "-DincludeScope=runtime",
                    "-Dmdep.outputFile=" + found))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(maven.waitFor(2, TimeUnit.MINUTES)).isTrue();
    assertThat(maven.exitValue()).as(Files.readString(log)).isZero();
    return Files.readString(found).strip();
  }
}
