package org.segmentcourier.aws;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;

/**
 * What time it is for AWS. Between two of its answers, each of which bears its time, time passes as
 * the machine counts it since it was started; the machine's own clock may be wrong, and be put
 * right by hours while somebody waits. It counts only until AWS has answered for the first time.
 */
public final class AwsClock extends Clock {

  /** Answers bear whole seconds, and have been under way. */
  private static final Duration ACCURACY = Duration.ofSeconds(5);

  private final LongSupplier nanos;
  private Instant then;
  private long counted;

  /** A clock that has had no answer yet. */
  public AwsClock() {
    this(Clock.systemUTC(), System::nanoTime);
  }

  /**
   * A clock that has had no answer yet.
   *
   * @param machine tells the time until then
   * @param nanos counts
   */
  AwsClock(Clock machine, LongSupplier nanos) {
    this.nanos = nanos;
    this.then = machine.instant();
    this.counted = nanos.getAsLong();
  }

  /** The clock of an application: one for all of its rooms. */
  public static AwsClock of(CamelContext context) {
    var registry = context.getRegistry();
    var bound = registry.lookupByNameAndType("awsClock", AwsClock.class);
    if (bound != null) {
      return bound;
    }
    var clock = new AwsClock();
    registry.bind("awsClock", clock);
    return clock;
  }

  /**
   * AWS has answered.
   *
   * @param date the answer's header; what is no date tells nothing
   */
  synchronized void hear(String date) {
    try {
      var heard = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      if (Duration.between(heard, instant()).abs().compareTo(ACCURACY) > 0) {
        then = heard;
        counted = nanos.getAsLong();
      }
    } catch (DateTimeException e) {
      return; // whoever has answered was not AWS, or a proxy on the way
    }
  }

  @Override
  public synchronized Instant instant() {
    return then.plusNanos(nanos.getAsLong() - counted);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants have no zone");
  }
}
