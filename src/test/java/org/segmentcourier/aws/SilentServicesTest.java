package org.segmentcourier.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Registry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.settings.Settings;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** AWS takes connections, and then there is nothing: no client waits for ever. */
class SilentServicesTest {

  private static final Map<String, String> AWS =
      Map.of("aws.region", "us-east-1", "aws.accessKeyId", "test", "aws.secretAccessKey", "test");

  private static final Duration CALL = Duration.ofMillis(600);

  /** The client of SQS may wait for a message besides, which takes 20 s. */
  private static final Duration LONG_POLL = Duration.ofSeconds(25);

  /** More than the buffers of a socket hold. */
  private static final int LARGE = 12 << 20;

  /** The system opens so many by itself; nobody ever takes them over. */
  private static final int CONNECTIONS = 500;

  private static final DefaultCamelContext CAMEL = new DefaultCamelContext();
  private static ServerSocket silent;

  /** One use of a client. */
  private interface Call {
    void on(Registry registry);
  }

  @BeforeAll
  static void connect() throws IOException {
    silent = new ServerSocket(0, CONNECTIONS, InetAddress.getLoopbackAddress());
    AWS.forEach(System::setProperty);
    System.setProperty("aws.endpointUrl", "http://127.0.0.1:" + silent.getLocalPort());
    var values = FakeSettings.values();
    values.put("aws.call.timeout", CALL.toMillis() + "ms");
    values.put("aws.attempt.timeout", "200ms");
    values.put("aws.part.timeout", "200ms");
    values.put("aws.transfer.timeout", CALL.toMillis() + "ms");
    CAMEL.getRegistry().bind("settings", Settings.of(key -> Optional.of(values.get(key))));
    new AwsConfiguration().configure(CAMEL);
  }

  @AfterAll
  static void disconnect() throws IOException {
    AWS.keySet().forEach(System::clearProperty);
    System.clearProperty("aws.endpointUrl");
    silent.close();
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        call("s3", r -> client(r, "s3", S3Client.class).headObject(o -> o.bucket("b").key("k"))),
        call(
            "s3Files",
            r -> client(r, "s3Files", S3Client.class).getObject(o -> o.bucket("b").key("k"))),
        call(
            "s3Files",
            r ->
                client(r, "s3Files", S3Client.class)
                    .putObject(
                        o -> o.bucket("b").key("k"), RequestBody.fromBytes(new byte[LARGE]))),
        call(
            "sqs",
            LONG_POLL,
            r ->
                client(r, "sqs", SqsClient.class)
                    .receiveMessage(m -> m.queueUrl("q").waitTimeSeconds(20))),
        call("sns", r -> client(r, "sns", SnsClient.class).publish(p -> p.message("m"))),
        call("events", r -> client(r, "events", EventBridgeClient.class).putEvents(p -> {})),
        call(
            "personalize",
            r -> client(r, "personalize", PersonalizeClient.class).listRecipes(l -> {})),
        call(
            "pinpoint",
            r -> client(r, "pinpoint", PinpointClient.class).getApp(a -> a.applicationId("a"))),
        call(
            "pinpointOnce",
            r ->
                client(r, "pinpointOnce", PinpointClient.class).getApp(a -> a.applicationId("a"))));
  }

  private static Arguments call(String client, Call call) {
    return call(client, Duration.ZERO, call);
  }

  private static Arguments call(String client, Duration besides, Call call) {
    return Arguments.of(client, besides, call);
  }

  private static <T> T client(Registry registry, String name, Class<T> type) {
    return registry.lookupByNameAndType(name, type);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void aCallEndsInTime(String client, Duration besides, Call call) {
    var began = Instant.now();

    assertThatThrownBy(() -> call.on(CAMEL.getRegistry()))
        .isInstanceOfAny(ApiCallTimeoutException.class, ApiCallAttemptTimeoutException.class)
        .matches(PassingFailures::passes, "it is waited for");

    assertThat(Duration.between(began, Instant.now()))
        .isLessThan(CALL.multipliedBy(4).plus(besides));
  }
}
