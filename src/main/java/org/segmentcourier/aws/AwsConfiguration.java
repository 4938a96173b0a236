package org.segmentcourier.aws;

import java.time.Duration;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Binds the client of each AWS service. Endpoint, region and credentials come from the environment,
 * as with every AWS SDK ({@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, …); every call has a time
 * limit.
 */
public final class AwsConfiguration implements CamelConfiguration {

  /** A receive waits up to 20 s for a message, on top of what any call may take. */
  private static final Duration LONG_POLL = Duration.ofSeconds(25);

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    registry.bind("s3", limited(S3Client.builder(), settings, Duration.ZERO).build());
    registry.bind("s3Files", new FileUploads(files(settings)));
    var polls = new LongPolls(ApacheHttpClient.create());
    context.addLifecycleStrategy(new EndLongPolls(polls));
    registry.bind(
        "sqs", limited(SqsClient.builder().httpClient(polls), settings, LONG_POLL).build());
    registry.bind("sns", limited(SnsClient.builder(), settings, Duration.ZERO).build());
    registry.bind("events", limited(EventBridgeClient.builder(), settings, Duration.ZERO).build());
    registry.bind(
        "personalize", limited(PersonalizeClient.builder(), settings, Duration.ZERO).build());
    registry.bind("pinpoint", limited(PinpointClient.builder(), settings, Duration.ZERO).build());
    registry.bind(
        "pinpointOnce",
        SingleAttempts.of(
                PinpointClient.builder(),
                settings.duration(Setting.AWS_ATTEMPT_TIMEOUT),
                settings.count(Setting.LOOKUP_CONCURRENCY))
            .build());
  }

  /** For whole files, which take longer than other calls. */
  private static S3Client files(Settings settings) {
    var timeout = settings.duration(Setting.AWS_TRANSFER_TIMEOUT);
    return S3Client.builder()
        .overrideConfiguration(
            limits -> limits.apiCallTimeout(timeout).apiCallAttemptTimeout(timeout))
        .build();
  }

  private static <B extends AwsClientBuilder<B, C>, C> B limited(
      B builder, Settings settings, Duration extra) {
    return builder.overrideConfiguration(
        ClientOverrideConfiguration.builder()
            .apiCallTimeout(settings.duration(Setting.AWS_CALL_TIMEOUT).plus(extra))
            .apiCallAttemptTimeout(settings.duration(Setting.AWS_ATTEMPT_TIMEOUT).plus(extra))
            .build());
  }
}
