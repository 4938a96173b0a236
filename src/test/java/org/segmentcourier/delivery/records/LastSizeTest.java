package org.segmentcourier.delivery.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastSizeTest {

  private static final Instant TIME = Instant.parse("2026-11-24T10:15:00Z");

  @Test
  void ofALaterJobItIsLater() {
    assertThat(size("a_1", TIME.plusSeconds(1)).isAfter(size("b_1", TIME))).isTrue();
    assertThat(size("b_1", TIME).isAfter(size("a_1", TIME.plusSeconds(1)))).isFalse();
  }

  @Test
  void ofAJobThatIsDeliveredOnceMoreItIsLater() {
    assertThat(size("a_1-2", TIME).isAfter(size("a_1", TIME))).isTrue();
    assertThat(size("a_1-10", TIME).isAfter(size("a_1-9", TIME))).isTrue();
    assertThat(size("a_1-9", TIME).isAfter(size("a_1-10", TIME))).isFalse();
    assertThat(size("a_1", TIME).isAfter(size("a_1", TIME))).isFalse();
  }

  private static LastSize size(String delivery, Instant job) {
    return new LastSize(new LastSize.Segment("s", "q", "all"), delivery, job, 1);
  }
}
