package org.segmentcourier.destination;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.fake.ManualClock;

class ImportTicksTest {

  private final ImportTicks ticks = new ImportTicks(Duration.ofHours(6), new ManualClock());

  /** It may be anything, and the reason goes into logs and mails. */
  @ParameterizedTest
  @ValueSource(strings = {"jo@example.com", "{\"jo@example.com\": 1}", "{\"number\": \"jo\"}"})
  void whatIsNotUnderstoodIsNotQuoted(String message) {
    assertThatThrownBy(() -> ticks.read(message))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("line 1, column")
        .hasMessageNotContaining("jo@")
        .hasMessageNotContaining("\"jo\"");
  }
}
