package org.segmentcourier.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.event.NotUnderstood;

class OrdersTest {

  private final Orders orders = new Orders();

  @Test
  void anOrderNamesItsJob() {
    assertThat(orders.read("{\"job\": \"arn:aws:personalize:x\"}"))
        .isEqualTo(new Order("arn:aws:personalize:x"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"hello", "", "{}", "null", "[]", "{\"job\": \"\"}", "{\"job\": null}"})
  void aMessageThatNamesNoJobIsNotUnderstood(String message) {
    assertThatThrownBy(() -> orders.read(message))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("no order");
  }
}
