package org.segmentcourier.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatelyTest {

  private final Lately<String> lately = new Lately<>();

  @Test
  void whatWasNotedLastComesFirstAndOnce() {
    lately.note("a", "a1");
    lately.note("b", "b1");
    lately.note("a", "a2");

    assertThat(lately.all()).containsExactly("a2", "b1");
  }

  @Test
  void onlyTheLastTwentyAreKept() {
    for (int i = 0; i < 1000; i++) {
      lately.note("n" + i, "t" + i);
    }

    assertThat(lately.all()).hasSize(20).startsWith("t999").endsWith("t980");
  }
}
