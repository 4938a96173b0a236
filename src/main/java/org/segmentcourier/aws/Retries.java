package org.segmentcourier.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How a client repeats what failed in passing: after pauses that grow and vary, until the time that
 * the call is given is over. The SDK's own strategies stop after three or four attempts within a
 * second; and they spend, over all calls, a budget of repetitions, so that in an outage of some
 * minutes most calls get none.
 */
final class Retries {

  /** Makes nearly a minute, if each attempt fails at once. */
  private static final int ATTEMPTS = 20;

  private static final Duration FIRST = Duration.ofMillis(100);

  /** Who is throttled asks less at once. */
  private static final Duration FIRST_WHEN_THROTTLED = Duration.ofMillis(500);

  private static final Duration LONGEST = Duration.ofSeconds(5);

  private Retries() {}

  static RetryStrategy growing() {
    return AwsRetryStrategy.standardRetryStrategy().toBuilder()
        .maxAttempts(ATTEMPTS)
        .backoffStrategy(BackoffStrategy.exponentialDelayHalfJitter(FIRST, LONGEST))
        .throttlingBackoffStrategy(
            BackoffStrategy.exponentialDelayHalfJitter(FIRST_WHEN_THROTTLED, LONGEST))
        .circuitBreakerEnabled(false)
        .build();
  }
}
