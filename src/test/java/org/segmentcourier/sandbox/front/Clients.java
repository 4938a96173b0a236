package org.segmentcourier.sandbox.front;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;

/** SDK clients of a front, as an application would build them. */
final class Clients {

  private Clients() {}

  /** A client that tries each call once, so that every error is seen. */
  static <B extends AwsClientBuilder<B, C>, C> C once(B builder, URI front) {
    return configured(builder, front)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(r -> r.maxAttempts(1))
                .apiCallTimeout(Duration.ofSeconds(20))
                .build())
        .build();
  }

  /** A client that retries as SDKs do. */
  static <B extends AwsClientBuilder<B, C>, C> C retrying(B builder, URI front) {
    return configured(builder, front)
        .overrideConfiguration(o -> o.retryStrategy(RetryMode.STANDARD))
        .build();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B configured(B builder, URI front) {
    return builder
        .endpointOverride(front)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }
}
