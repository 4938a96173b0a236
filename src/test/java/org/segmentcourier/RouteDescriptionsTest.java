package org.segmentcourier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Routes tell the story: each, its start and its steps have an id, and say what they are for. */
class RouteDescriptionsTest {

  @ParameterizedTest
  @MethodSource("files")
  void eachRouteStartAndStepHasAnIdAndADescription(Path file) {
    assertThat(told(read(file)))
        .isNotEmpty()
        .allSatisfy(
            part ->
                assertThat(part.containsKey("id") && part.containsKey("description"))
                    .as("%s", part)
                    .isTrue());
  }

  private static Stream<Map<?, ?>> told(Object yaml) {
    if (yaml instanceof Collection<?> list) {
      return list.stream().flatMap(RouteDescriptionsTest::told);
    }
    if (!(yaml instanceof Map<?, ?> map)) {
      return Stream.empty();
    }
    if (map.get("templatedRoute") instanceof Map<?, ?> route) {
      // The template tells the rest.
      return Stream.of(
          Map.of("id", route.get("routeId"), "description", route.get("routeTemplateRef")));
    }
    var whole = Stream.of("route", "routeTemplate", "from").filter(map::containsKey).map(map::get);
    var steps = map.get("steps") instanceof List<?> list ? list : List.of();
    return Stream.of(
            whole.map(part -> (Map<?, ?>) part),
            steps.stream().flatMap(RouteDescriptionsTest::step),
            map.values().stream().flatMap(RouteDescriptionsTest::told))
        .flatMap(parts -> parts);
  }

  /** A step of the log says by its message what it is for. */
  private static Stream<Map<?, ?>> step(Object step) {
    return ((Map<?, ?>) step)
        .entrySet().stream()
            .filter(entry -> !entry.getKey().equals("log"))
            .map(entry -> (Map<?, ?>) entry.getValue());
  }

  private static Object read(Path file) {
    try (var in = Files.newInputStream(file)) {
      return new Load(LoadSettings.builder().build()).loadFromInputStream(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Path> files() throws IOException {
    try (var files = Files.walk(Path.of("src/main/resources/routes"))) {
      return files.filter(file -> file.toString().endsWith(".camel.yaml")).sorted().toList();
    }
  }
}
