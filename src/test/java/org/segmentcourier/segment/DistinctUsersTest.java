package org.segmentcourier.segment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DistinctUsersTest {

  /** What the file would say: the ids in the order in which they were offered. */
  private final List<String> line = new ArrayList<>();

  private long comparisons;

  private final DistinctUsers distinct =
      new DistinctUsers(
          (ids, user, offset) -> {
            comparisons++;
            var there = line.get((int) offset).getBytes(StandardCharsets.UTF_8);
            return ids.is(user, there, 0, there.length);
          });

  private boolean offer(String id) {
    line.add(id);
    try {
      var ids = ids(line.size() - 1L, id);
      distinct.retain(ids);
      return ids.size() == 1;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UserIds ids(long offset, String id) {
    var ids = new UserIds(1);
    ids.add(id.toCharArray(), 0, id.length(), offset);
    return ids;
  }

  @Test
  void aUserIsNewOnce() {
    assertThat(offer("a")).isTrue();
    assertThat(offer("b")).isTrue();
    assertThat(offer("a")).isFalse();
    assertThat(offer("")).isTrue();
    assertThat(offer("")).isFalse();
  }

  @Test
  void itAgreesWithAnOrdinarySetOnAMillionOffers() {
    var expected = new HashSet<String>();
    var random = new Random(7);

    long wrong =
        random
            .ints(1_000_000, 0, 600_000)
            .mapToObj(Integer::toString)
            .filter(id -> offer(id) != expected.add(id))
            .count();

    assertThat(wrong).isZero();
  }

  @Test
  void moreMayComeThanWereExpected() {
    distinct.expect(100);

    for (int i = 0; i < 100_000; i++) {
      assertThat(offer("user " + i)).isTrue();
    }
    assertThat(offer("user 7")).isFalse();
  }

  @Test
  void hardlyAnybodyIsComparedInVain() {
    new Random(8).ints(500_000).distinct().mapToObj(Integer::toString).forEach(this::offer);

    assertThat(comparisons).isLessThan(5_000);
  }

  @Test
  void idsWithTheSameHashAreToldApart() throws IOException {
    var told = new DistinctUsers((ids, user, offset) -> false);
    var first = ids(0, "same");
    var second = ids(1, "same");

    told.retain(first);
    told.retain(second);

    assertThat(first.size()).isEqualTo(1);
    assertThat(second.size()).isEqualTo(1);
  }
}
