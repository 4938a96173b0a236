package org.segmentcourier.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Clients that make each call once: for callers that repeat failed ones at their own pace, and for
 * calls that must not be repeated unless somebody has looked what became of the first.
 */
public final class SingleAttempts {

  private SingleAttempts() {}

  /**
   * Sets up a client so.
   *
   * @param timeout of a call, whether nobody answers or the answer takes so long
   * @param calls counts them
   */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B of(
      B builder, SdkHttpClient http, Duration timeout, AwsCalls calls) {
    return builder
        .httpClient(http)
        .overrideConfiguration(
            limits ->
                limits
                    .apiCallTimeout(timeout)
                    .apiCallAttemptTimeout(timeout)
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .addMetricPublisher(calls));
  }
}
