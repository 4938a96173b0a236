package org.segmentcourier.branch;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.junit.jupiter.api.Test;

/** What people read of a branch's options is what the component says of them. */
class BranchDocsTest {

  @Test
  void theOptionsInTheDocsAreTheComponents() throws Exception {
    var table =
        Arrays.stream(BranchOptions.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(UriParam.class))
            .map(BranchDocsTest::row)
            .collect(
                Collectors.joining(
                    "\n", "| option | type | default | |\n| --- | --- | --- | --- |\n", "\n"));

    assertThat(Files.readString(Path.of("docs/branches.md"))).contains(table);
  }

  private static String row(Field field) {
    var option = field.getAnnotation(UriParam.class);
    var value = option.defaultValue();
    return "| `%s` | %s | %s | %s |"
        .formatted(
            field.getName(),
            type(option),
            isRequired(field) ? "required" : value.isEmpty() ? "" : "`" + value + "`",
            option.description().replace("|", "\\|"));
  }

  private static String type(UriParam option) {
    if (!option.enums().isEmpty()) {
      return "`" + option.enums().replace(",", "` or `") + "`";
    }
    return switch (option.javaType()) {
      case "long" -> "whole number";
      case "double" -> "number";
      default -> "text";
    };
  }

  private static boolean isRequired(Field field) {
    return field.isAnnotationPresent(Metadata.class)
        && field.getAnnotation(Metadata.class).required();
  }
}
