package org.segmentcourier.endpoint.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.endpoint.EndpointBatch;
import org.segmentcourier.segment.UserBatch;

class UserIndexTest {

  private static final int ROUNDS = 100;

  @TempDir Path folder;
  private final Random order = new Random(1);

  /** An endpoint as the test knows it. */
  private record Known(String id, int channel, int state) {}

  @Test
  void everyUserOfARandomDirectoryIsFoundWithAllEndpointsAndNobodyElse() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new Random(seed);
      var directory = randomDirectory(random);
      var path = write(directory, directory.size());
      // Windows so small that nearly every read is at the edge of one. Not in each round: mappings
      // last until the heap is collected, and on Linux a process may have 65,530.
      int windowBits = seed < 5 ? 6 : 12;
      var index = UserIndex.open(path, windowBits);

      var asked = new ArrayList<>(directory.keySet());
      for (int i = 0; i < 50; i++) {
        asked.add(randomId(random, 1_000_000));
      }
      Collections.shuffle(asked, random);
      var found = index.find(UserBatch.of(0, asked.stream().distinct().toList(), 0, true));

      assertThat(index.users()).isEqualTo(directory.size());
      assertThat(answers(found)).as("seed %d", seed).isEqualTo(expected(directory, asked));
      var details = Details.open(folder.resolve("details"), windowBits);
      assertThat(details.names()).containsExactly("Address");
      assertThat(addresses(details.of(found, 0)))
          .as("seed %d", seed)
          .isEqualTo(
              expected(directory, asked).stream()
                  .flatMap(List::stream)
                  .map(known -> text(address(known)))
                  .toList());
    }
  }

  @Test
  void anEmptyDirectoryKnowsNobody() throws Exception {
    var index = UserIndex.open(write(Map.of(), 0));

    var found = index.find(UserBatch.of(0, List.of("a", "", "7"), 0, true));

    assertThat(found.users()).isEqualTo(3);
    assertThat(found.size()).isZero();
  }

  /** The table is made for the users that are expected; it is only slower if there are others. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 10, 1_000_000})
  void itWorksHoweverManyUsersWereExpected(long expected) throws Exception {
    var directory = randomDirectory(new Random(expected));
    var asked = new ArrayList<>(directory.keySet());

    var index = UserIndex.open(write(directory, expected));

    assertThat(answers(index.find(UserBatch.of(0, asked, 0, true))))
        .isEqualTo(expected(directory, asked));
  }

  @Test
  void anIdThatIsTooLongForADirectoryIsUnknown() throws Exception {
    var index = UserIndex.open(write(Map.of("a", List.of(new Known("e", 0, 0))), 1));

    var found = index.find(UserBatch.of(0, List.of("x".repeat(70_000), "a"), 0, true));

    assertThat(found.start(0)).isEqualTo(found.end(0));
    assertThat(found.id(0)).isEqualTo("e");
  }

  @Test
  void theSameEndpointsMakeTheSameBytesInWhateverOrderTheyCome() throws Exception {
    var directory = randomDirectory(new Random(5));

    var first = Files.readAllBytes(write(directory, 100));
    var second = Files.readAllBytes(write(directory, 100));

    assertThat(first).isEqualTo(second);
  }

  @Test
  void whatIsNotFinishedIsNoIndex() throws Exception {
    var path = folder.resolve("unfinished");
    try (var writer = new SnapshotWriter(path, folder.resolve("details"), List.of("Address"), 10)) {
      writer.add(new byte[] {'a', 'e'}, new int[] {1, 1, -1}, 0, 0);
    }

    assertThatThrownBy(() -> UserIndex.open(path))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is no file of an endpoint directory (SCUSERS1)");
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("unfinished", "details");
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 0})
  void usersOutOfOrderAreRefused(long hash) throws Exception {
    try (var writer = new UserFileWriter(folder.resolve("wrong"), UserIndex.MAGIC, List.of(), 10)) {
      writer.add(5, user("b"), new Bytes(new byte[0]));

      assertThatThrownBy(() -> writer.add(hash, user("a"), new Bytes(new byte[0])))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("user 2 is out of order");
    }
  }

  private static Bytes user(String id) {
    var packed = new Bytes(new byte[id.length() + PackedId.OVERHEAD]);
    packed.putId(id.getBytes(UTF_8), 0, id.length());
    return packed;
  }

  private static Map<String, List<Known>> randomDirectory(Random random) {
    var directory = new TreeMap<String, List<Known>>();
    int users = random.nextInt(200);
    for (int i = 0; i < users; i++) {
      directory.put(randomId(random, 500), randomEndpoints(random));
    }
    return directory;
  }

  private static List<Known> randomEndpoints(Random random) {
    var endpoints = new TreeMap<String, Known>();
    for (int i = random.nextInt(20) == 0 ? 300 : 1 + random.nextInt(4); i > 0; i--) {
      var id = randomId(random, 1_000_000);
      endpoints.put(id, new Known(id, random.nextInt(3), random.nextInt(8)));
    }
    return endpoints.values().stream()
        .sorted(comparing(known -> known.id().getBytes(UTF_8), Arrays::compareUnsigned))
        .toList();
  }

  private static String randomId(Random random, int numbers) {
    return switch (random.nextInt(5)) {
      case 0 -> new UUID(random.nextInt(20), random.nextInt(20)).toString();
      case 1, 2 -> Integer.toString(random.nextInt(numbers));
      case 3 -> "x".repeat(random.nextInt(300));
      default -> "😀ü, \"" + random.nextInt(numbers);
    };
  }

  /** Writes it; endpoints come in another order each time. */
  private Path write(Map<String, List<Known>> directory, long expected) throws IOException {
    var path = Files.createTempFile(folder, "users", "");
    var endpoints = new ArrayList<Map.Entry<String, Known>>();
    directory.forEach((user, all) -> all.forEach(known -> endpoints.add(Map.entry(user, known))));
    Collections.shuffle(endpoints, order);
    try (var writer =
        new SnapshotWriter(path, folder.resolve("details"), List.of("Address"), expected)) {
      for (var endpoint : endpoints) {
        add(endpoint.getKey(), endpoint.getValue(), writer);
      }
      writer.finish(ForkJoinPool.commonPool());
    }
    return path;
  }

  private static void add(String user, Known known, SnapshotWriter writer) throws IOException {
    var address = address(known);
    var texts = new String[] {user, known.id(), address == null ? "" : text(address)};
    var lengths = Stream.of(texts).mapToInt(text -> text.getBytes(UTF_8).length).toArray();
    lengths[2] = address == null ? -1 : lengths[2];
    writer.add(String.join("", texts).getBytes(UTF_8), lengths, known.channel(), known.state());
  }

  /** Every fifth has none. */
  private static byte[] address(Known known) {
    return known.id().length() % 5 == 0 ? null : ("address of " + known.id()).getBytes(UTF_8);
  }

  private static List<List<Known>> expected(
      Map<String, List<Known>> directory, List<String> asked) {
    return asked.stream().distinct().map(user -> directory.getOrDefault(user, List.of())).toList();
  }

  private static List<String> addresses(byte[][][] details) {
    return Stream.of(details).map(values -> text(values[0])).toList();
  }

  private static String text(byte[] utf8) {
    return utf8 == null ? "none" : new String(utf8, UTF_8);
  }

  private static List<List<Known>> answers(EndpointBatch found) {
    var answers = new ArrayList<List<Known>>();
    for (int user = 0; user < found.users(); user++) {
      var endpoints = new ArrayList<Known>();
      for (int i = found.start(user); i < found.end(user); i++) {
        endpoints.add(new Known(found.id(i), found.channel(i), found.state(i)));
      }
      answers.add(endpoints);
    }
    return answers;
  }
}
