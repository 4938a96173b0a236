package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP;
import static software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.segmentcourier.fake.ManualClock;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class ReceivesTest {

  private static final int MOST = 5;
  private static final NotYet AWAY = new NotYet("S3 is away");
  private static final Exception BUG = new IllegalStateException("a bug");

  private final ManualClock clock = new ManualClock();
  private final Instant first = clock.instant();

  /** However short the pauses, and though each try fails at once. */
  @ParameterizedTest
  @ValueSource(longs = {1, 30, 60, 6 * 60, 24 * 60})
  void aMessageIsNotSeenMoreOftenThanIsCountedOn(long minutes) {
    var patience = Duration.ofMinutes(minutes);
    var receives = new Receives(MOST, patience, clock);

    int seen = 0;
    do {
      seen++;
      clock.advance(receives.pause(seen(seen)));
    } while (receives.isWaitedFor(AWAY, seen(seen)));

    assertThat(seen).isLessThanOrEqualTo(Math.max(MOST, Receives.within(patience)));
  }

  @Test
  void inTheFirstHourNoPauseIsLongerThanWorkMayTakeToGoOn() {
    var receives = new Receives(MOST, Duration.ofHours(6), clock);
    clock.advance(Duration.ofMinutes(59));

    assertThat(receives.pause(seen(80))).isLessThanOrEqualTo(Duration.ofSeconds(45));
  }

  @Test
  void onlyWhatPassesIsWaitedFor() {
    var receives = new Receives(MOST, Duration.ofHours(6), clock);

    assertThat(receives.isWaitedFor(AWAY, seen(MOST))).isTrue();
    assertThat(receives.isLast(AWAY, seen(MOST))).isFalse();
    assertThat(receives.isWaitedFor(BUG, seen(1))).isFalse();
    assertThat(receives.isLast(BUG, seen(1))).isFalse();
    assertThat(receives.isLast(BUG, seen(MOST))).isTrue();
  }

  /** Five deployments in the course of one long delivery would set it aside. */
  @Test
  void whatIsBrokenOffByAStoppingContainerIsNoTry() throws Exception {
    var receives = new Receives(MOST, Duration.ofHours(6), clock);
    var asked = new AtomicReference<Boolean>();
    try (var context = new DefaultCamelContext()) {
      var exchange = new DefaultExchange(context);
      exchange.getMessage().setHeader(Sqs2Constants.ATTRIBUTES, seen(MOST));
      exchange.setException(AbortedException.create("interrupted"));
      context.addService(
          new ServiceSupport() {
            @Override
            protected void doStop() {
              asked.set(receives.isLast().matches(exchange));
            }
          });
      context.start();

      assertThat(receives.isLast().matches(exchange)).isTrue();
      context.stop();
    }

    assertThat(asked).hasValue(false);
  }

  private Map<MessageSystemAttributeName, String> seen(int times) {
    return Map.of(
        APPROXIMATE_RECEIVE_COUNT,
        String.valueOf(times),
        APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
        String.valueOf(first.toEpochMilli()));
  }
}
