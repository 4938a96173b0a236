package org.segmentcourier.aws;

import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Binds clients of AWS that nobody calls, by the names of those that the application has: routes
 * that name them can be checked where there is no AWS.
 */
public final class StandIns implements CamelConfiguration {

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var s3 = client(S3Client.builder());
    registry.bind("s3", s3);
    registry.bind("s3Files", s3);
    registry.bind("sqs", client(SqsClient.builder()));
    registry.bind("sns", client(SnsClient.builder()));
    registry.bind("events", client(EventBridgeClient.builder()));
  }

  private static <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .region(Region.US_EAST_1)
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .build();
  }
}
