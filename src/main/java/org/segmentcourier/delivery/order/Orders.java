package org.segmentcourier.delivery.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.event.NotUnderstood;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and reads the messages of the deliveries queue. */
public final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  /** What is back is soon made use of. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(45);

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, LONGEST_PAUSE);

  /** The queue has no delay. So an order that is too early rests before it is sent on. */
  private static final Duration REST = Duration.ofSeconds(5);

  private final Duration patience;
  private final Clock clock;

  /**
   * @param patience how long what holds a delivery up is waited for
   */
  public Orders(Duration patience, Clock clock) {
    this.patience = patience;
    this.clock = clock;
  }

  /** The order to deliver a job. */
  public Order of(String job) {
    return Order.of(job);
  }

  /**
   * @throws NotUnderstood if the message is no order
   */
  public Order read(String body) {
    Order order;
    try {
      order = JSON.readValue(body, Order.class);
    } catch (JsonProcessingException e) {
      throw new NotUnderstood(
          "the message is no order to deliver a job: " + e.getOriginalMessage(), "unknown");
    }
    if (order == null || order.job() == null || order.job().isBlank()) {
      throw new NotUnderstood(
          "the message is no order to deliver a job: {\"job\": \"<ARN of a batch segment job>\"}"
              + " is expected",
          "unknown");
    }
    if (order.number() != 0 && order.deadline() == null) {
      throw new NotUnderstood(
          "the message is no order to deliver a job: with a number, a deadline is expected",
          "unknown");
    }
    return order;
  }

  /** As if nothing had been waited for. */
  public Order fresh(Order order) {
    return Order.of(order.job());
  }

  /**
   * What the queue knows the job by: a hash, since an ARN may be longer than the 128 characters
   * that SQS takes.
   */
  public String group(Order order) {
    return Fingerprint.of(order.job());
  }

  /** Of equal ids the queue takes one in five minutes. It only saves work. */
  public String deduplicationId(Order order) {
    return order.number() == 0
        ? group(order)
        : "%s-%d-%d".formatted(group(order), order.deadline().toEpochMilli(), order.number());
  }

  /**
   * Whether it came too early to do anything. A time further away than any pause was set by another
   * clock, or by this one before it was put right: nobody waits for that.
   */
  public boolean isEarly(Order order) {
    var now = clock.instant();
    return order.notBefore() != null
        && now.isBefore(order.notBefore())
        && now.isAfter(order.notBefore().minus(LONGEST_PAUSE));
  }

  /**
   * How long an order that is too early rests before it is sent on.
   *
   * @return milliseconds
   */
  public long rest(Order order) {
    var left = Duration.between(clock.instant(), order.notBefore());
    return Math.max(0, Math.min(left.toMillis(), REST.toMillis()));
  }

  /** It is too early: the same once more. */
  public Order early(Order order) {
    return order.unchanged();
  }

  /**
   * The order for later, if what holds the delivery up passes by waiting.
   *
   * @throws Undeliverable if it was waited for long enough
   * @throws Exception the reason itself, if it doesn't pass
   */
  public Order pause(Order order, Exception reason) throws Exception {
    var held = PassingFailures.in(reason);
    if (held.isEmpty()) {
      throw reason;
    }
    var why = PassingFailures.reason(held.get());
    var now = clock.instant();
    var deadline = order.deadline() == null ? now.plus(patience) : order.deadline();
    if (!now.isBefore(deadline)) {
      throw new Undeliverable(
          ("Since %s, in %d attempts, it could not be delivered, and it is given up"
                  + " (delivery.deadline). The last attempt was held up by: %s")
              .formatted(deadline.minus(patience), order.attempt() + 1, why),
          reason);
    }
    LOG.warn(
        "delivery held job={} attempt={} deadline={} reason=\"{}\"",
        order.job(),
        order.attempt(),
        deadline,
        why);
    return order.again(later(now, order.attempt()), deadline);
  }

  private static Instant later(Instant now, int attempt) {
    return now.plusMillis(PAUSES.apply(attempt + 1));
  }
}
