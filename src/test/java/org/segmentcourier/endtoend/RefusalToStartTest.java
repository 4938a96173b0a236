package org.segmentcourier.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.segmentcourier.fake.FakeSettings;

/** What an operator sees whose application does not start. */
@Tag("R21")
class RefusalToStartTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final Map<String, String> environment = new HashMap<>(Map.of("AWS_REGION", "us-east-1"));

  @Test
  void everyErrorOfAConfigurationIsALineAndNoTrace() throws Exception {
    configure("lookup.rat=300", "training.quiet=0s", "camel.main.shutdownTimout=10");
    FakeSettings.values().forEach(this::set);
    environment.remove("TRAINING_QUIET");
    environment.remove("DATA_BUCKET");
    set("delivery.batch", "many");
    set("camel.health.exposure.levl", "full");

    assertThat(refusals())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("camel.main.shutdownTimout ", "mean camel.main.shutdownTimeout?"),
            line -> assertThat(line).contains("lookup.rat ", "did you mean lookup.rate?"),
            line ->
                assertThat(line)
                    .contains("CAMEL_HEALTH_EXPOSURE_LEVL ", "mean CAMEL_HEALTH_EXPOSURELEVEL?"),
            line -> assertThat(line).contains("data.bucket: not set", "DATA_BUCKET"),
            line ->
                assertThat(line).contains("training.quiet = '0s' (config/application.properties)"),
            line -> assertThat(line).contains("delivery.batch = 'many'", "DELIVERY_BATCH"));
  }

  @ParameterizedTest
  @CsvSource({
    "camel.component.direkt.block=false, camel.component.direkt.block",
    "camel.main.name=, camel.main.name"
  })
  void whatOnlyCamelCanRefuseIsALineToo(String line, String refused) throws Exception {
    configure(line);
    FakeSettings.values().forEach(this::set);

    assertThat(refusals())
        .singleElement()
        .asString()
        .contains(refused, "config/application.properties, or the environment");
  }

  @Test
  void aManagementPortThatIsTakenIsALine() throws Exception {
    FakeSettings.values().forEach(this::set);
    try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      environment.put("CAMEL_MANAGEMENT_PORT", String.valueOf(taken.getLocalPort()));

      assertThat(refusals())
          .singleElement()
          .asString()
          .contains("camel.management.port = '" + taken.getLocalPort() + "'", "in use");
    }
  }

  @Test
  void allThatIsWrongWithRoutesIsALineEachWithItsPlace() throws Exception {
    FakeSettings.values().forEach(this::set);
    Files.createDirectories(folder.resolve("config/routes"));
    Files.writeString(
        folder.resolve("config/routes/sms.camel.yaml"),
        """
        - route:
            id: branch-sms
            from:
              uri: branch:sms
              parameters: {chanels: SMS}
              steps:
                - toD: "file:/tmp/${body.name}"
        """);
    Files.writeString(folder.resolve("config/routes/voice.camel.yaml"), "- route: [");

    assertThat(refusals())
        .satisfiesExactly(
            line ->
                assertThat(line)
                    .contains("config/routes/sms.camel.yaml:7:16: component 'file' is not allowed"),
            line ->
                assertThat(line).contains("config/routes/voice.camel.yaml:1:11: this is no YAML"));
  }

  private void configure(String... lines) throws IOException {
    Files.createDirectory(folder.resolve("config"));
    Files.write(folder.resolve("config/application.properties"), List.of(lines));
  }

  private void set(String key, String value) {
    environment.put(key.toUpperCase(Locale.ROOT).replace('.', '_'), value);
  }

  /** What it says before it ends, without being asked to, with an error status. */
  private List<String> refusals() throws IOException {
    var log = folder.resolve("application.log");
    var project = new Project(Path.of(""));
    var process =
        new JavaProcess(
            "application",
            List.of("-cp", project.applicationClassPath(), "org.segmentcourier.SegmentCourier"),
            environment,
            folder,
            log,
            line -> {});

    assertThat(process.ended(PATIENCE)).isTrue();
    assertThat(process.status()).isEqualTo(1);
    return Files.readAllLines(log);
  }
}
