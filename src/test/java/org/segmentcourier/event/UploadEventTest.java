package org.segmentcourier.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadEventTest {

  @ParameterizedTest
  @CsvSource({
    "0055AED6DCD90281E6, 0055AED6DCD90281E5, true",
    "0055AED6DCD90281E5, 0055AED6DCD90281E6, false",
    "0055AED6DCD90281E5, 0055AED6DCD90281E5, false",
    "0055AED7,           0055AED6DCD90281E5, true",
    "0055AED6,           0055AED6DCD90281E5, false",
    "0055AED6,           0055AED600,         false",
    "0055aed7,           0055AED6,           true",
    "'',                 0055AED6,           false",
    "0055AED6,           '',                 false"
  })
  void theGreaterSequencerIsLater(String one, String other, boolean later) {
    assertThat(event("a.csv", one).isLaterThan(event("a.csv", other))).isEqualTo(later);
  }

  @Test
  void eventsOfDifferentObjectsHaveNoOrder() {
    assertThat(event("a.csv", "02").isLaterThan(event("b.csv", "01"))).isFalse();
  }

  private static UploadEvent event(String key, String sequencer) {
    return new UploadEvent("bucket", key, "etag", 1, sequencer);
  }
}
