package org.segmentcourier.delivery.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.resilience4j.core.IntervalFunction;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.segmentcourier.aws.Arrival;
import org.segmentcourier.aws.Fingerprint;
import org.segmentcourier.aws.PassingFailures;
import org.segmentcourier.event.NotUnderstood;
import org.segmentcourier.text.FailedAt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes and reads the messages of the deliveries queue. */
public final class Orders {

  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  /** What is back is soon made use of. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(45);

  private static final IntervalFunction PAUSES =
      IntervalFunction.ofExponentialBackoff(Duration.ofSeconds(1), 2, LONGEST_PAUSE);

  /** The queue has no delay. So an order that is too early rests before it is sent on. */
  private static final Duration REST = Duration.ofSeconds(5);

  /** Before which no delivery is given up, however long each takes. */
  private static final int LEAST_ATTEMPTS = 5;

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
      throw NotUnderstood.json("the message is no order to deliver a job", e);
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
    if (order.round() < 0) {
      throw new NotUnderstood(
          "the message is no order to deliver a job: its round is %d; expected 0, or more for a job"
                  .formatted(order.round())
              + " that was delivered before",
          "unknown");
    }
    var judgement = order.judgement();
    if (judgement != null
        && (judgement.delivery() == null
            || judgement.file() == null
            || judgement.verdict() == null)) {
      throw new NotUnderstood(
          "the message is no order to deliver a job: with a judgement, delivery, file and verdict are"
              + " expected",
          "unknown");
    }
    return order;
  }

  /** An order as the queue takes it. */
  public String write(Order order) {
    try {
      return JSON.writeValueAsString(order);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an order can't be written", e);
    }
  }

  /** An order that was moved back from the redrive queue: as if nothing had been waited for. */
  public Order renew(Order order, Arrival arrival) {
    return arrival.isAnew(order.deadline()) ? order.renewed() : order;
  }

  /** What an attempt to deliver has done for good: nothing yet. */
  public Progress noProgress() {
    return new Progress();
  }

  /**
   * Notes that an attempt has done something for good.
   *
   * @param progress null if nobody wants to know
   */
  public void note(Progress progress) {
    if (progress != null) {
      progress.made();
    }
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
    var judgement = order.judgement();
    var what =
        judgement == null
            ? group(order) + (order.round() == 0 ? "" : "-" + order.round())
            : Fingerprint.of(
                List.of(
                    order.job(),
                    judgement.file(),
                    judgement.verdict().name(),
                    String.valueOf(judgement.time())));
    return order.number() == 0
        ? what
        : "%s-%d-%d".formatted(what, order.deadline().toEpochMilli(), order.number());
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
   * The order for later, if what holds the delivery up passes by waiting. It is waited for from the
   * first attempt on that was held up since anything was done for good; and a few attempts are made
   * whatever the time, since each may take hours before it is held up.
   *
   * @param progress what this attempt has done for good
   * @throws Undeliverable if it was waited for long enough
   * @throws Exception the reason itself, if it doesn't pass
   */
  public Order pause(Order given, Progress progress, Exception reason) throws Exception {
    var held = PassingFailures.in(reason);
    if (held.isEmpty()) {
      throw reason;
    }
    var order = progress.isMade() ? given.gotOn() : given;
    var why = FailedAt.with(PassingFailures.reason(held.get()), reason);
    var now = clock.instant();
    var deadline = order.deadline() == null ? now.plus(patience) : order.deadline();
    if (!now.isBefore(deadline) && order.attempt() + 1 >= LEAST_ATTEMPTS) {
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
