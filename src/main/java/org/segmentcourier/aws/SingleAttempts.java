package org.segmentcourier.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/** Clients that make each call once, for callers that repeat failed ones at their own pace. */
public final class SingleAttempts {

  private SingleAttempts() {}

  /**
   * Sets up a client so.
   *
   * @param timeout of a call, whether nobody answers or the answer takes so long
   * @param atOnce calls under way at once, each on a connection of its own
   */
  public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B of(
      B builder, Duration timeout, int atOnce) {
    return builder
        .httpClientBuilder(ApacheHttpClient.builder().maxConnections(atOnce))
        .overrideConfiguration(
            limits ->
                limits
                    .apiCallTimeout(timeout)
                    .apiCallAttemptTimeout(timeout)
                    .retryStrategy(AwsRetryStrategy.doNotRetry()));
  }
}
