package org.segmentcourier.delivery.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.fake.ManualClock;

class OrdersTest {

  private static final Order FIRST = Order.of("arn:aws:personalize:x");
  private final NotYet away = new NotYet("Pinpoint is away");

  private final ManualClock clock = new ManualClock();
  private final Orders orders = new Orders(Duration.ofHours(6), clock);
  private final Instant start = clock.instant();

  @Test
  void anOrderNamesItsJob() {
    assertThat(orders.read("{\"job\": \"arn:aws:personalize:x\"}")).isEqualTo(FIRST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "",
        "{}",
        "null",
        "[]",
        "{\"job\": \"\"}",
        "{\"job\": null}",
        "{\"job\": \"a\", \"number\": 3}"
      })
  void aMessageThatNamesNoJobIsNotUnderstood(String message) {
    assertThatThrownBy(() -> orders.read(message))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("no order");
  }

  @Test
  void pausesGrowToLessThanAMinute() throws Exception {
    var pauses = new ArrayList<Long>();
    var order = FIRST;
    while (pauses.size() < 8) {
      order = orders.pause(order, away);
      pauses.add(Duration.between(clock.instant(), order.notBefore()).toSeconds());
    }

    assertThat(pauses).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 45L, 45L);
    assertThat(order.deadline()).isEqualTo(start.plus(Duration.ofHours(6)));
  }

  /** Set by another container, or by this one before its clock was put right. */
  @ParameterizedTest
  @ValueSource(longs = {3, -3})
  @Tag("R11")
  void aPauseThatWasSetByAClockThatIsOffByHoursDelaysNothing(long hours) throws Exception {
    var order = orders.pause(FIRST, away);

    clock.advance(Duration.ofHours(-hours));

    assertThat(orders.isEarly(order)).isFalse();
  }

  @Test
  void whatDoesNotPassIsNotWaitedFor() {
    var failure = new IllegalStateException("the ledger doesn't balance");

    assertThatThrownBy(() -> orders.pause(FIRST, failure)).isSameAs(failure);
  }

  @Test
  void atTheDeadlineItIsGivenUpWithTheLastReason() throws Exception {
    var order = orders.pause(orders.pause(FIRST, away), away);
    clock.advance(Duration.ofHours(6));

    assertThatThrownBy(() -> orders.pause(order, new RuntimeException(away)))
        .isInstanceOf(Undeliverable.class)
        .hasMessage(
            "Since 2026-11-24T10:15:00Z, in 3 attempts, it could not be delivered, and it is given"
                + " up (delivery.deadline). The last attempt was held up by: Pinpoint is away");
  }

  @Test
  void whatWasGivenUpHasAllTheTimeAgain() throws Exception {
    assertThat(orders.fresh(orders.pause(FIRST, away))).isEqualTo(FIRST);
  }

  @Test
  void anOrderThatIsTooEarlyRestsForSecondsAtMost() throws Exception {
    var order = orders.pause(FIRST, away);
    var later = orders.pause(orders.pause(order, away), away);

    assertThat(orders.isEarly(FIRST)).isFalse();
    assertThat(orders.isEarly(order)).isTrue();
    assertThat(orders.rest(order)).isEqualTo(1_000);
    assertThat(orders.rest(orders.pause(later, away))).isEqualTo(5_000);
    clock.advance(Duration.ofSeconds(1));
    assertThat(orders.isEarly(order)).isFalse();
  }

  @Test
  void eachTickHasAnIdentityOfItsOwn() throws Exception {
    var first = orders.pause(FIRST, away);
    clock.advance(Duration.ofMillis(1));
    var ofAnotherChain = orders.pause(FIRST, away);

    assertThat(orders.deduplicationId(FIRST)).isEqualTo(orders.group(FIRST));
    assertThat(orders.deduplicationId(first))
        .isNotEqualTo(orders.deduplicationId(FIRST))
        .isNotEqualTo(orders.deduplicationId(orders.early(first)))
        .isNotEqualTo(orders.deduplicationId(ofAnotherChain))
        .hasSizeLessThanOrEqualTo(128);
  }
}
