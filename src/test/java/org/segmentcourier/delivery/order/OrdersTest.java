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
import org.segmentcourier.aws.Arrival;
import org.segmentcourier.aws.NotYet;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.fake.ManualClock;
import org.segmentcourier.text.FailedAt;

class OrdersTest {

  private static final Order FIRST = Order.of("arn:aws:personalize:x");
  private final NotYet away = new NotYet("Pinpoint is away");

  private final ManualClock clock = new ManualClock();
  private final Orders orders = new Orders(Duration.ofHours(6), clock);
  private final Instant start = clock.instant();
  private final Progress nothing = orders.noProgress();

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

  /** It may be anything, and the reason goes into logs and mails. */
  @ParameterizedTest
  @ValueSource(strings = {"jo@example.com", "{\"jo@example.com\": 1}", "{\"job\": jo@example.com}"})
  void whatIsNotUnderstoodIsNotQuoted(String message) {
    assertThatThrownBy(() -> orders.read(message))
        .isInstanceOf(NotUnderstood.class)
        .hasMessageContaining("line 1, column")
        .hasMessageNotContaining("jo@");
  }

  @Test
  void pausesGrowToLessThanAMinute() throws Exception {
    var pauses = new ArrayList<Long>();
    var order = FIRST;
    while (pauses.size() < 8) {
      order = pause(order);
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
    var order = pause(FIRST);

    clock.advance(Duration.ofHours(-hours));

    assertThat(orders.isEarly(order)).isFalse();
  }

  @Test
  void whatDoesNotPassIsNotWaitedFor() {
    var failure = new IllegalStateException("the ledger doesn't balance");

    assertThatThrownBy(() -> orders.pause(FIRST, nothing, failure)).isSameAs(failure);
  }

  @Test
  void atTheDeadlineItIsGivenUpWithTheLastReason() throws Exception {
    var order = held(FIRST, 4);
    clock.advance(Duration.ofHours(6));

    assertThatThrownBy(() -> orders.pause(order, nothing, new RuntimeException(away)))
        .isInstanceOf(Undeliverable.class)
        .hasMessage(
            "Since 2026-11-24T10:15:00Z, in 5 attempts, it could not be delivered, and it is given"
                + " up (delivery.deadline). The last attempt was held up by: Pinpoint is away");
  }

  /** A branch's route may call anybody, whose failure says nothing of the branch. */
  @Test
  void whatHeldItUpIsToldWithWhereItWas() throws Exception {
    var order = held(FIRST, 4);
    clock.advance(Duration.ofHours(6));
    var failure = new FailedAt("branch 'crm', to aws2-sqs://crm", away);

    assertThatThrownBy(() -> orders.pause(order, nothing, new RuntimeException(failure)))
        .hasMessageEndingWith("was held up by: branch 'crm', to aws2-sqs://crm: Pinpoint is away");
  }

  /** Held up for a minute, then built for seven hours, then throttled once. */
  @Test
  void whatWasHardlyTriedIsNotGivenUpWhateverTheTime() throws Exception {
    var order = pause(FIRST);
    clock.advance(Duration.ofHours(7));

    assertThat(pause(order).attempt()).isEqualTo(2);
  }

  @Test
  void whoGetsOnIsWaitedForAnew() throws Exception {
    var order = held(FIRST, 9);
    clock.advance(Duration.ofHours(6));
    var progress = orders.noProgress();
    orders.note(progress);

    var next = orders.pause(order, progress, away);

    assertThat(next.deadline()).isEqualTo(clock.instant().plus(Duration.ofHours(6)));
    assertThat(next.attempt()).isEqualTo(1);
    assertThat(next.number()).isEqualTo(order.number() + 1);
    assertThat(orders.deduplicationId(next)).isNotEqualTo(orders.deduplicationId(order));
  }

  @Test
  void whatIsMovedBackHasAllTheTimeAgain() throws Exception {
    var order = pause(FIRST);
    var soon = order.deadline().plusSeconds(60);
    var late = order.deadline().plus(Duration.ofHours(2));

    assertThat(orders.renew(order, new Arrival(start, true))).isEqualTo(FIRST);
    assertThat(orders.renew(order, new Arrival(late, false))).isEqualTo(FIRST);
    assertThat(orders.renew(order, new Arrival(soon, false))).isEqualTo(order);
    assertThat(orders.renew(order, new Arrival(start, false))).isEqualTo(order);
  }

  @Test
  void anOrderThatIsTooEarlyRestsForSecondsAtMost() throws Exception {
    var order = pause(FIRST);
    var later = held(order, 2);

    assertThat(orders.isEarly(FIRST)).isFalse();
    assertThat(orders.isEarly(order)).isTrue();
    assertThat(orders.rest(order)).isEqualTo(1_000);
    assertThat(orders.rest(pause(later))).isEqualTo(5_000);
    clock.advance(Duration.ofSeconds(1));
    assertThat(orders.isEarly(order)).isFalse();
  }

  @Test
  void eachTickHasAnIdentityOfItsOwn() throws Exception {
    var first = pause(FIRST);
    clock.advance(Duration.ofMillis(1));
    var ofAnotherChain = pause(FIRST);

    assertThat(orders.deduplicationId(FIRST)).isEqualTo(orders.group(FIRST));
    assertThat(orders.deduplicationId(first))
        .isNotEqualTo(orders.deduplicationId(FIRST))
        .isNotEqualTo(orders.deduplicationId(orders.early(first)))
        .isNotEqualTo(orders.deduplicationId(ofAnotherChain))
        .hasSizeLessThanOrEqualTo(128);
  }

  /** Held up once more, without having got on. */
  private Order pause(Order order) throws Exception {
    return orders.pause(order, nothing, away);
  }

  private Order held(Order order, int times) throws Exception {
    return times == 0 ? order : held(pause(order), times - 1);
  }
}
