package org.segmentcourier.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static final List<String> MANY =
      IntStream.rangeClosed(1, 1_000).mapToObj(i -> "reason " + i).toList();

  @Test
  void ofManyReasonsTheFirstAreLoggedAndTheOthersCounted() {
    assertThat(new Outcome.Failed(MANY, MANY).inBrief())
        .isEqualTo("failed: [reason 1, reason 2, reason 3, and 997 more]");
  }

  @Test
  void ofManyMissingKeysTheFirstAreLoggedAndTheOthersCounted() {
    assertThat(new Outcome.Waiting(MANY).inBrief())
        .isEqualTo("waiting for [reason 1, reason 2, reason 3, and 997 more]");
  }
}
