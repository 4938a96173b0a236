package org.segmentcourier.aws;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Header;
import org.apache.camel.Predicate;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Knows how often and for how long a message is tried. For failures that pass by waiting ({@link
 * PassingFailures}) it is not given up: it is seen again after pauses that grow, until a deadline.
 * Of other failures a message has a few tries; since SQS counts receives and knows no reasons, one
 * that was waited for may have none left. Both end long before SQS would move it to the redrive
 * queue, without a reason and without anybody being told.
 */
public final class Receives {

  /** So soon a message is seen again that has failed for the first time. */
  private static final Duration SHORTEST = Duration.ofSeconds(5);

  /** In the first hour: what is back is soon made use of. */
  private static final Duration LONG = Duration.ofSeconds(45);

  private static final Duration FIRST_TIME = Duration.ofHours(1);

  /** After it. SQS counts each time a message is seen; it must not get to its maxReceiveCount. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** Pauses vary by a fifth, so that not all come back at once. */
  private static final double LEAST_SHARE = 0.8;

  /** Pauses that double from the shortest to the long one. */
  private static final int GROWING = 6;

  private final int most;
  private final Duration patience;
  private final Clock clock;

  /**
   * @param most how often a message is tried; less than the maxReceiveCount of its queue
   * @param patience how long what passes is waited for
   */
  Receives(int most, Duration patience, Clock clock) {
    this.most = most;
    this.patience = patience;
    this.clock = clock;
  }

  /** How often a message may be seen at most, while what passes is waited for so long. */
  static int within(Duration patience) {
    var soon = patience.compareTo(FIRST_TIME) < 0 ? patience : FIRST_TIME;
    var pauses = GROWING + count(soon, LONG) + count(patience.minus(soon), LONGEST);
    return (int) Math.ceil(pauses);
  }

  private static double count(Duration time, Duration pause) {
    return time.toSeconds() / (pause.toSeconds() * LEAST_SHARE);
  }

  /**
   * Fails again, as if for the first time: Camel's error policy passes over what has failed inside
   * a split, unless it was caught and thrown once more.
   */
  public void fail(Exception failure) throws Exception {
    throw failure;
  }

  /** How the message has come into its queue. */
  public Arrival arrival(
      @Header(Sqs2Constants.ATTRIBUTES) Map<MessageSystemAttributeName, String> attributes,
      @Header(Sqs2Constants.MESSAGE_ATTRIBUTES) Map<String, MessageAttributeValue> ours) {
    var sent = time(attributes, MessageSystemAttributeName.SENT_TIMESTAMP);
    return new Arrival(sent.orElse(null), ours != null && ours.containsKey("reason"));
  }

  /**
   * Whether a message whose work has failed is still waited for, as the routes ask it. A method of
   * a bean would be asked with a copy of the exchange, which has lost its failure.
   */
  Predicate isWaitedFor() {
    return exchange -> isMessage(exchange) && isWaitedFor(failure(exchange), attributes(exchange));
  }

  /** Whether a message whose work has failed was tried for the last time, as the routes ask it. */
  Predicate isLast() {
    return exchange -> isMessage(exchange) && isLast(failure(exchange), attributes(exchange));
  }

  /** Whether what has failed is work of ours, as the routes ask it, and not that of a branch. */
  Predicate isInNoBranch() {
    return exchange ->
        exchange.getFromEndpoint() == null
            || !exchange.getFromEndpoint().getEndpointUri().startsWith("branch:");
  }

  /**
   * Not a part of one that was split: it is the message that is tried, not its part. What is broken
   * off because the container stops says nothing of the message; another one will see it soon.
   */
  private static boolean isMessage(Exchange exchange) {
    return attributes(exchange) != null
        && !exchange.getContext().isStopping()
        && exchange.getProperty(ExchangePropertyKey.SPLIT_INDEX) == null;
  }

  static Exception failure(Exchange exchange) {
    var failure = exchange.getException();
    return failure == null
        ? exchange.getProperty(ExchangePropertyKey.EXCEPTION_CAUGHT, Exception.class)
        : failure;
  }

  @SuppressWarnings("unchecked") // the header is the component's
  static Map<MessageSystemAttributeName, String> attributes(Exchange exchange) {
    return exchange.getMessage().getHeader(Sqs2Constants.ATTRIBUTES, Map.class);
  }

  /**
   * Whether the failure passes and is still waited for. Who has hardly been tried is, whatever the
   * time: a build may take hours before its first failure.
   */
  boolean isWaitedFor(Exception failure, Map<MessageSystemAttributeName, String> attributes) {
    return PassingFailures.passes(failure)
        && (age(attributes).compareTo(patience) < 0 || count(attributes) < most);
  }

  /**
   * Whether this is the last try at a message. SQS counts approximately, and not every message was
   * asked for its count: what is unknown is not the last.
   */
  boolean isLast(Exception failure, Map<MessageSystemAttributeName, String> attributes) {
    return count(attributes) >= most && !isWaitedFor(failure, attributes);
  }

  /** For how long a message that waits is out of sight. */
  Duration pause(Map<MessageSystemAttributeName, String> attributes) {
    var age = age(attributes);
    var longest = age.compareTo(FIRST_TIME) < 0 ? LONG : LONGEST;
    // As long again as it has been so: pauses double.
    long millis = Math.max(SHORTEST.toMillis(), Math.min(age.toMillis(), longest.toMillis()));
    double share = ThreadLocalRandom.current().nextDouble(LEAST_SHARE, 1);
    return Duration.ofSeconds((long) Math.ceil(millis * share / 1000));
  }

  /** Moved back from the redrive queue a message is a new one, and SQS counts anew. */
  private Duration age(Map<MessageSystemAttributeName, String> attributes) {
    return time(attributes, MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP)
        .map(first -> Duration.between(first, clock.instant()))
        .orElse(Duration.ZERO);
  }

  private static Optional<Instant> time(
      Map<MessageSystemAttributeName, String> attributes, MessageSystemAttributeName name) {
    return Optional.ofNullable(attributes)
        .map(all -> all.get(name))
        .map(Long::parseLong)
        .map(Instant::ofEpochMilli);
  }

  private static int count(Map<MessageSystemAttributeName, String> attributes) {
    var count = attributes.get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT);
    return count == null ? 0 : Integer.parseInt(count);
  }
}
