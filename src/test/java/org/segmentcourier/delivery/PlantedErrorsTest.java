package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.delivery.ledger.EndpointOutcome;
import org.segmentcourier.delivery.ledger.UserOutcome;

/**
 * Each counter that a ledger is made of, wrong by one, once: nothing of that delivery is decided,
 * staged or published.
 */
class PlantedErrorsTest {

  @TempDir static Path folder;

  private static UnaryOperator<String> delivery;

  @BeforeAll
  @SuppressWarnings("unchecked")
  static void loadTheApplicationAnew() throws Exception {
    var before = Thread.currentThread().getContextClassLoader();
    try {
      delivery =
          (UnaryOperator<String>)
              new PlantedClasses()
                  .loadClass(PlantedDelivery.class.getName())
                  .getConstructor(Path.class)
                  .newInstance(folder);
    } finally {
      Thread.currentThread().setContextClassLoader(before);
    }
  }

  @AfterAll
  static void close() throws Exception {
    ((AutoCloseable) delivery).close();
  }

  static Stream<Map<String, Integer>> errors() {
    var counters = new ArrayList<>(List.of("ids read", "duplicates", "found", "rows", "listed"));
    outcomes().flatMap(Arrays::stream).map(Planted::name).forEach(counters::add);
    return counters.stream().flatMap(counter -> Stream.of(Map.of(counter, 1), Map.of(counter, -1)));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void aCounterThatIsOffByOneStopsTheDeliveryBeforeItIsDecided(Map<String, Integer> error) {
    stopsTheDelivery(error);
  }

  /** One in one column, who belongs into another: the sum is right. */
  static Stream<Map<String, Integer>> mistakes() {
    return outcomes()
        .flatMap(
            all ->
                IntStream.range(0, all.length)
                    .mapToObj(
                        i ->
                            Map.of(
                                Planted.name(all[i]),
                                1,
                                Planted.name(all[(i + 1) % all.length]),
                                -1)));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void oneWhoIsCountedInTheWrongColumnStopsTheDelivery(Map<String, Integer> error) {
    stopsTheDelivery(error);
  }

  private static Stream<Enum<?>[]> outcomes() {
    return Stream.of(UserOutcome.values(), EndpointOutcome.values());
  }

  private static void stopsTheDelivery(Map<String, Integer> error) {
    Planted.errors(error);

    var outcome = delivery.apply("planted");

    assertThat(Planted.left()).as("counters that have not counted").isEmpty();
    assertThat(outcome)
        .doesNotContain("commit.json", "staged/", "pinpoint/")
        .contains("ledger", "unbalanced: 1");
  }

  @Test
  void withNothingPlantedItIsDelivered() {
    Planted.errors(Map.of());

    assertThat(delivery.apply("planted"))
        .contains("commit.json", "staged/", "pinpoint/", "manifest.json", "unbalanced: 0");
  }
}
