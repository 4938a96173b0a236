package org.segmentcourier.endpoint.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.io.TempDir;

class SpreadTest {

  private static final int ROUNDS = 100;

  private static final Comparator<Known> ORDER =
      comparing(Known::hash, Long::compareUnsigned)
          .thenComparing(known -> known.user().getBytes(UTF_8), Arrays::compareUnsigned)
          .thenComparing(known -> known.id().getBytes(UTF_8), Arrays::compareUnsigned);

  @TempDir Path folder;

  /** An endpoint as the test knows it. */
  private record Known(long hash, String user, String id, String address) {}

  /** Users of one hash, and hashes that differ in a few bits only, are what never happens else. */
  @Test
  void whatComesInAnyOrderIsTakenInThatOfASnapshot() throws Exception {
    for (int seed = 0; seed < ROUNDS; seed++) {
      var random = new Random(seed);
      var endpoints = endpoints(random);

      assertThat(taken(endpoints, 1L << random.nextInt(30)))
          .as("seed %d", seed)
          .isEqualTo(endpoints.stream().sorted(ORDER).toList());
    }
  }

  @Test
  void nothingIsLeftOnTheDisk() throws Exception {
    try (var spread = new Spread(folder.resolve("users"), 1_000_000)) {
      spread.add(7, row(new Known(7, "u", "e", null)));
    }

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  @Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
  void whatTheDiskHasLostIsNotWaitedForForEver() throws Exception {
    var file = folder.resolve("users");
    try (var spread = new Spread(file, 1)) {
      for (int i = 0; i < 1_000; i++) {
        spread.add(i, row(new Known(i, "u" + i, "e" + i, "a".repeat(100))));
      }
      try (var open = FileChannel.open(file, StandardOpenOption.WRITE)) {
        open.truncate(100);
      }

      assertThatThrownBy(spread::next)
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(EOFException.class);
    }
  }

  private static List<Known> endpoints(Random random) {
    var hashes = IntStream.range(0, 8).mapToLong(i -> hash(random)).toArray();
    var endpoints = new LinkedHashSet<Known>();
    for (int i = random.nextInt(300); i > 0; i--) {
      var address = random.nextInt(4) == 0 ? null : "a" + i;
      endpoints.add(new Known(hashes[random.nextInt(8)], id(random), id(random) + i, address));
    }
    return new ArrayList<>(endpoints);
  }

  private static long hash(Random random) {
    return random.nextBoolean() ? random.nextLong() : random.nextInt(3) - 1;
  }

  private static String id(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new UUID(random.nextInt(3) - 1, random.nextInt(3)).toString();
      case 1 -> Integer.toString(random.nextInt(1_000));
      case 2 -> "x".repeat(random.nextInt(4) * 100);
      default -> "😀ü" + random.nextInt(3);
    };
  }

  private List<Known> taken(List<Known> endpoints, long expectedUsers) throws IOException {
    var taken = new ArrayList<Known>();
    try (var spread = new Spread(folder.resolve("users"), expectedUsers)) {
      for (var known : endpoints) {
        spread.add(known.hash(), row(known));
      }
      while (spread.hasNext()) {
        var share = spread.next();
        var row = share.row();
        for (int place = 0; place < share.size(); place++) {
          taken.add(known(row.goTo(share.start(place))));
        }
      }
    }
    return taken;
  }

  private static Bytes row(Known known) {
    var address = known.address() == null ? "" : known.address();
    var lengths =
        IntStream.of(
                known.user().getBytes(UTF_8).length,
                known.id().getBytes(UTF_8).length,
                known.address() == null ? -1 : address.length())
            .toArray();
    var row = new Bytes(new byte[10]);
    PackedEndpoint.write((known.user() + known.id() + address).getBytes(UTF_8), lengths, 1, 2, row);
    return row;
  }

  private static Known known(PackedEndpoint row) {
    var user = new Bytes(new byte[1]);
    row.putUser(user);
    var endpoint = new Bytes(new byte[1]);
    row.putEndpoint(endpoint);
    assertThat(Arrays.copyOf(endpoint.bytes(), 2)).containsExactly(1, 2);
    var values = new Bytes(new byte[1]);
    row.putValues(values);
    int end = values.position();
    values.goTo(0);
    int length = values.number() - 1;
    var address = length < 0 ? null : new String(values.bytes(), values.position(), length, UTF_8);
    assertThat(end).isEqualTo(values.position() + Math.max(length, 0));
    return new Known(row.hash(), text(user, 0), text(endpoint, 2), address);
  }

  private static String text(Bytes packed, int at) {
    var text = new byte[PackedId.longestText(packed.position())];
    return new String(text, 0, PackedId.unpack(packed.bytes(), at, text, 0), UTF_8);
  }
}
