package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Camel's streaming split has traps that lose data silently: it asks for the next element before it
 * works on this one, it closes what it reads from before it works on the last, it reads on after a
 * failure, and a batch is read before the one before it is written. Whatever the output is, every
 * user of every good line is delivered, and nobody else.
 */
class StreamingSplitTest {

  private static final int BATCH = 3;

  /** How many users a line has: around the borders of batches. */
  private static final int[] SIZES = {1, 2, 3, 4, 6, 7, 10};

  @TempDir Path folder;

  /** Output of a job that is made up, and what is to be delivered of it. */
  private record Output(String text, Map<String, List<String>> files, int badLines) {

    static Output of(long seed) {
      var random = new Random(seed);
      var text = new StringBuilder();
      var files = new TreeMap<String, List<String>>();
      int lines = 1 + random.nextInt(5);
      for (int line = 0; line < lines; line++) {
        var genre = "Genre" + (char) ('A' + line);
        var users = users(random, genre);
        var json = Lines.genre(genre, users.toArray(new String[0]));
        switch (random.nextInt(5)) {
          case 0 -> text.append(json, 0, json.indexOf("]")).append('\n');
          case 1 -> text.append(json.replace("\"error\": null", "\"error\": \"too late\""));
          default -> {
            text.append(json);
            files.put("ITEMSgenres%s_20261124-101500.csv".formatted(genre), rows(users));
          }
        }
      }
      if (random.nextBoolean()) {
        text.setLength(text.length() - 1);
      }
      return new Output(text.toString(), files, lines - files.size());
    }

    private static List<String> users(Random random, String genre) {
      int count = SIZES[random.nextInt(SIZES.length)];
      return IntStream.range(0, count)
          .mapToObj(i -> genre + (random.nextInt(6) == 0 ? random.nextInt(i + 1) : i))
          .toList();
    }

    private static List<String> rows(List<String> users) {
      var rows = new ArrayList<String>();
      rows.add("Id");
      new LinkedHashSet<>(users).forEach(user -> rows.add("e-" + user));
      return rows;
    }
  }

  @Test
  void everyUserOfEveryGoodLineIsDeliveredAndNothingIsReadAfterAFailure() throws Exception {
    var watched = new TrappedReader.Watched[1];
    try (var application =
        new DeliveryApplication(
            folder, BATCH, output -> watched[0] = new TrappedReader.Watched(output))) {
      for (long seed = 0; seed < 20; seed++) {
        assertDelivered(application, seed);
      }
    }

    assertThat(watched[0].failures).hasPositiveValue();
    assertThat(watched[0].readAfterAFailure).hasValue(0);
  }

  static Stream<Named<UnaryOperator<Object>>> traps() {
    return Stream.of(
        Named.of("look-ahead", TrappedReader.OnePlaceForAll::new),
        Named.of("early close", TrappedReader.OneFileForAll::new));
  }

  /** The test above would fail if a reader walked into a trap; and Camel still has the traps. */
  @ParameterizedTest
  @MethodSource("traps")
  void aReaderThatWalksIntoATrapIsNoticed(UnaryOperator<Object> trap) throws Exception {
    try (var application = new DeliveryApplication(folder, BATCH, trap)) {
      var noticed =
          IntStream.range(0, 4)
              .mapToObj(seed -> catchThrowable(() -> assertDelivered(application, seed)))
              .filter(failure -> failure != null)
              .toList();

      assertThat(noticed).isNotEmpty();
    }
  }

  private static void assertDelivered(DeliveryApplication application, long seed) {
    application.reset();
    application.users.others(user -> List.of(KnownUsers.email("e-" + user)));
    var output = Output.of(seed);
    var job = application.jobs.add("seed" + seed);
    application.output("seed" + seed, "a.json.out", output.text());

    application.deliver(job);

    var published = new TreeMap<String, List<String>>();
    application.publishedNames().forEach(name -> published.put(name, application.published(name)));
    assertThat(published).as("seed %d: %s", seed, output.text()).isEqualTo(output.files());
    assertThat(application.told.get(0).data()).containsEntry("badLines", output.badLines());
  }
}
