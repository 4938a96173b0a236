package org.segmentcourier.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  private static final List<String> DAYS = List.of("Monday", "Tuesday", "Wednesday");

  @Test
  void aShortListIsShownWhole() {
    var excerpt = Excerpt.of(DAYS, 3);

    assertThat(excerpt.shown()).isEqualTo(DAYS);
    assertThat(excerpt.rest("days")).isEmpty();
    assertThat(excerpt.lines()).isEqualTo(DAYS);
  }

  @Test
  void ofALongListTheFirstAreShownAndTheOthersCounted() {
    var excerpt = Excerpt.of(DAYS, 1);

    assertThat(excerpt.shown()).containsExactly("Monday");
    assertThat(excerpt.rest("days")).isEqualTo("and 2 more days");
    assertThat(excerpt.lines()).containsExactly("Monday", "and 2 more");
  }
}
