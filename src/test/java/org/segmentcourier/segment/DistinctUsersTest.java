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
          (offered, offset) -> {
            comparisons++;
            var there = line.get((int) offset).getBytes(StandardCharsets.UTF_8);
            return offered.isOffered(there, 0, there.length);
          });

  private boolean offer(String id) {
    line.add(id);
    try {
      return distinct.add(offered(id), line.size() - 1L);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static UserIds offered(String id) {
    var ids = new UserIds(1);
    ids.offer(id.toCharArray(), 0, id.length());
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
  void hardlyAnybodyIsComparedInVain() {
    new Random(8).ints(500_000).distinct().mapToObj(Integer::toString).forEach(this::offer);

    assertThat(comparisons).isLessThan(5_000);
  }

  @Test
  void idsWithTheSameHashAreToldApart() throws IOException {
    var told = new DistinctUsers((offered, offset) -> false);

    assertThat(told.add(offered("same"), 0)).isTrue();
    assertThat(told.add(offered("same"), 1)).isTrue();
  }
}
