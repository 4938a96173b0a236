package org.segmentcourier.delivery.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CombinationsTest {

  @Test
  void givesUsersOfOneCombinationOneNumberAndOthersTheNext() {
    var combinations = new Combinations(3, 4);
    var outcomes = new byte[][] {{0, 3, 0, 0}, {1, 1, 1, 1}, {2, 2, 2, 3}};

    assertThat(combinations.of(outcomes, 0)).isZero();
    assertThat(combinations.of(outcomes, 1)).isEqualTo(1);
    assertThat(combinations.of(outcomes, 2)).isZero();
    assertThat(combinations.of(outcomes, 3)).isEqualTo(2);
  }

  @Test
  void tellsOutcomesOfOneBranchApart() {
    var combinations = new Combinations(1, 2);

    assertThat(combinations.of(new byte[][] {{1, 0, 1}}, 0)).isZero();
    assertThat(combinations.of(new byte[][] {{1, 0, 1}}, 1)).isEqualTo(1);
    assertThat(combinations.of(new byte[][] {{1, 0, 1}}, 2)).isZero();
  }

  @Test
  void numbersAsAMapWould() {
    var random = new Random(7);
    var combinations = new Combinations(5, 9);
    var numbers = new HashMap<String, Integer>();
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      var outcomes = new byte[5][1];
      for (var branch : outcomes) {
        branch[0] = (byte) random.nextInt(9);
        text.append(branch[0]);
      }
      numbers.putIfAbsent(text.toString(), numbers.size());

      assertThat(combinations.of(outcomes, 0)).isEqualTo(numbers.get(text.toString()));
    }
    assertThat(numbers).hasSizeGreaterThan(10_000);
  }
}
