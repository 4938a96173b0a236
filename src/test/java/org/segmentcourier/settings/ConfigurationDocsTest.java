package org.segmentcourier.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What people read of the configuration is what the application knows. */
class ConfigurationDocsTest {

  private static final Path PROPERTIES = Path.of("src/main/resources/application.properties");

  private static final Map<String, Setting> SETTINGS =
      Arrays.stream(Setting.values()).collect(Collectors.toMap(Setting::key, Function.identity()));

  /** If this fails, the page as it would be right is in {@code target/configuration.md}. */
  @Test
  void thePageIsMadeFromWhatStandsBesideTheDefaults() throws Exception {
    var page = page(Files.readString(PROPERTIES));

    Files.writeString(Path.of("target/configuration.md"), page);

    assertThat(Files.readString(Path.of("docs/configuration.md"))).isEqualTo(page);
  }

  @Test
  void everySettingHasADefaultAndAMeaning() throws IOException {
    var page = page(Files.readString(PROPERTIES));

    for (var setting : Setting.values()) {
      assertThat(page).contains("| `%s` | ".formatted(setting.key()));
    }
  }

  /**
   * A section for each line of dashes, with a table of its keys; a comment tells of the keys behind
   * it, up to the next one.
   */
  private static String page(String properties) {
    var page = new StringBuilder("# Configuration\n");
    var comment = new StringBuilder();
    for (var line : properties.lines().toList()) {
      if (line.startsWith("# ----")) {
        page.append("\n## %s\n\n".formatted(line.replaceAll("^# -+ | -+$", "")));
        page.append("| key | default | meaning | must be |\n| --- | --- | --- | --- |\n");
      } else if (line.startsWith("#")) {
        comment.append(comment.isEmpty() ? "" : " ").append(line.substring(1).strip());
      } else if (line.contains("=")) {
        int end = line.indexOf('=');
        page.append(row(line.substring(0, end), line.substring(end + 1), comment.toString()));
        comment.setLength(0);
      } else if (!comment.isEmpty()) {
        page.append("\n%s\n".formatted(comment)); // what stands alone tells of all
        comment.setLength(0);
      }
    }
    return page.toString();
  }

  private static String row(String key, String value, String comment) {
    var setting = SETTINGS.get(key);
    return "| `%s` | %s | %s | %s |\n"
        .formatted(
            key,
            value.isEmpty() ? "" : "`" + value + "`",
            comment.replace("|", "\\|"),
            setting == null ? "as Camel has it" : setting.shape().expected());
  }
}
