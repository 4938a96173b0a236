package org.segmentcourier.aws;

import java.time.Duration;
import java.time.InstantSource;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.segmentcourier.settings.Setting;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Binds the client of each AWS service. Endpoint, region and credentials come from the environment,
 * as with every AWS SDK ({@code AWS_ENDPOINT_URL}, {@code AWS_REGION}, …). Every call and every
 * attempt of it has a time limit, every client a limit of connections; and of every service it is
 * noted whether it answers ({@link Answers}), and when ({@link AwsClock}), and how often it was
 * called ({@link AwsCalls}); and of each queue, when it was looked into ({@link Polls}).
 */
public final class AwsConfiguration implements CamelConfiguration {

  /** A receive waits up to 20 s for a message, on top of what any call may take. */
  private static final Duration LONG_POLL = Duration.ofSeconds(25);

  /** Of each client: more than there are threads that use it. */
  private static final int CONNECTIONS = 20;

  private AwsClock clock;
  private AwsCalls calls;
  private final Polls polls = new Polls(InstantSource.system());

  @Override
  public void configure(CamelContext context) {
    var registry = context.getRegistry();
    var settings = registry.lookupByNameAndType("settings", Settings.class);
    var s3 = answers(context, "S3");
    var sqs = answers(context, "SQS");
    var pinpoint = answers(context, "Pinpoint");
    var attempt = settings.duration(Setting.AWS_ATTEMPT_TIMEOUT);
    clock = AwsClock.of(context);
    calls = new AwsCalls(Meters.of(context).all());

    registry.bind("s3", limited(S3Client.builder(), settings, s3).build());
    registry.bind("s3Files", files(settings, s3));
    registry.bind("polls", polls);
    var waits =
        new LongPolls(
            new Watched(Connections.of(attempt.plus(LONG_POLL), CONNECTIONS), sqs, clock));
    context.addLifecycleStrategy(new EndLongPolls(waits));
    registry.bind("sqs", limited(SqsClient.builder(), settings, waits, LONG_POLL).build());
    registry.bind("sns", limited(SnsClient.builder(), settings, answers(context, "SNS")).build());
    registry.bind(
        "events",
        limited(EventBridgeClient.builder(), settings, answers(context, "EventBridge")).build());
    registry.bind(
        "personalize",
        limited(PersonalizeClient.builder(), settings, answers(context, "Personalize")).build());
    registry.bind("pinpoint", limited(PinpointClient.builder(), settings, pinpoint).build());
    // Of all look-ups, and of the start of an import.
    int atOnce = settings.count(Setting.LOOKUP_CONCURRENCY) + 1;
    registry.bind(
        "pinpointOnce",
        SingleAttempts.of(
                PinpointClient.builder(),
                new Watched(Connections.of(attempt, atOnce), pinpoint, clock),
                attempt,
                calls)
            .build());
  }

  private static Answers answers(CamelContext context, String service) {
    var answers = new Answers(service, InstantSource.system());
    context.getRegistry().bind("answersOf" + service, answers);
    return answers;
  }

  /** For whole files, which take longer than other calls. */
  private S3Client files(Settings settings, Answers answers) {
    var silence = settings.duration(Setting.AWS_ATTEMPT_TIMEOUT);
    var timeout = settings.duration(Setting.AWS_TRANSFER_TIMEOUT);
    var s3 =
        S3Client.builder()
            .httpClient(new Watched(Connections.of(silence, CONNECTIONS), answers, clock))
            .overrideConfiguration(
                limits ->
                    limits
                        .apiCallTimeout(timeout)
                        .apiCallAttemptTimeout(timeout)
                        .retryStrategy(Retries.growing())
                        .addMetricPublisher(calls))
            .build();
    return new FileUploads(s3, settings.duration(Setting.AWS_PART_TIMEOUT));
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B limited(
      B builder, Settings settings, Answers answers) {
    var silence = settings.duration(Setting.AWS_ATTEMPT_TIMEOUT);
    var http = new Watched(Connections.of(silence, CONNECTIONS), answers, clock);
    return limited(builder, settings, http, Duration.ZERO);
  }

  private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B limited(
      B builder, Settings settings, SdkHttpClient http, Duration extra) {
    return builder
        .httpClient(http)
        .overrideConfiguration(
            limits ->
                limits
                    .apiCallTimeout(settings.duration(Setting.AWS_CALL_TIMEOUT).plus(extra))
                    .apiCallAttemptTimeout(
                        settings.duration(Setting.AWS_ATTEMPT_TIMEOUT).plus(extra))
                    .retryStrategy(Retries.growing())
                    .addExecutionInterceptor(polls)
                    .addMetricPublisher(calls));
  }
}
