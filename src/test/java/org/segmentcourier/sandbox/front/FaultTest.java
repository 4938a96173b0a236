package org.segmentcourier.sandbox.front;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.segmentcourier.sandbox.front.Json.json;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.segmentcourier.fake.Aside;
import org.segmentcourier.sandbox.front.Fault.Effect;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.personalize.PersonalizeClient;
import software.amazon.awssdk.services.personalize.model.PersonalizeException;
import software.amazon.awssdk.services.pinpoint.PinpointClient;
import software.amazon.awssdk.services.pinpoint.model.ForbiddenException;
import software.amazon.awssdk.services.pinpoint.model.InternalServerErrorException;
import software.amazon.awssdk.services.pinpoint.model.TooManyRequestsException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;

/** Calls that are struck by faults, as the SDK sees them. */
class FaultTest {

  private final AtomicInteger done = new AtomicInteger();
  private Front front;
  private PinpointClient pinpoint;

  @BeforeEach
  void open() throws IOException {
    front = new Front(0);
    front.serve(
        "mobiletargeting",
        (operation, input) -> {
          done.incrementAndGet();
          return json("{'EndpointsResponse': {'Item': []}}");
        });
    pinpoint = Clients.once(PinpointClient.builder(), front.uri());
  }

  @AfterEach
  void close() {
    pinpoint.close();
    front.close();
  }

  @Test
  void throttlingIsTheServicesOwn() {
    front.faults().add(Fault.of(Effect.THROTTLE));
    front.serve("personalize", (operation, input) -> json("{}"));
    front.serve("sns", (operation, input) -> json("{}"));
    var personalize = Clients.once(PersonalizeClient.builder(), front.uri());
    var sns = Clients.once(SnsClient.builder(), front.uri());

    assertThatThrownBy(() -> look("u"))
        .isInstanceOf(TooManyRequestsException.class)
        .satisfies(e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
    assertThatThrownBy(() -> personalize.listSolutions(r -> r.maxResults(1)))
        .isInstanceOf(PersonalizeException.class)
        .satisfies(e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
    assertThatThrownBy(sns::listTopics)
        .isInstanceOf(SnsException.class)
        .satisfies(e -> assertThat(((AwsServiceException) e).isThrottlingException()).isTrue());
    assertThat(done).hasValue(0);
  }

  @Test
  void aFailureIsTheServicesOwnOrTheOneOrdered() {
    front.faults().add(Fault.of(Effect.FAIL).times(1));
    front.faults().add(Fault.of(Effect.FAIL).error(503, "ServiceUnavailable").times(1));

    assertThatThrownBy(() -> look("u")).isInstanceOf(InternalServerErrorException.class);
    assertThatThrownBy(() -> look("u"))
        .isInstanceOf(AwsServiceException.class)
        .satisfies(
            e -> {
              var error = (AwsServiceException) e;
              assertThat(error.statusCode()).isEqualTo(503);
              assertThat(error.awsErrorDetails().errorCode()).isEqualTo("ServiceUnavailable");
            });
    look("u");
    assertThat(done).hasValue(1);
  }

  @Test
  void aDenialNamesTheActionAndTheResource() {
    front.faults().add(Fault.of(Effect.DENY).action("mobiletargeting:GetUser*"));

    assertThatThrownBy(() -> look("u7"))
        .isInstanceOf(ForbiddenException.class)
        .hasMessageContaining("not authorized to perform: mobiletargeting:GetUserEndpoints")
        .hasMessageContaining("/users/u7");
  }

  @Test
  void aDroppedConnectionHasNoAnswerAndNoEffect() {
    front.faults().add(Fault.of(Effect.DROP));

    assertThatThrownBy(() -> look("u")).isInstanceOf(SdkClientException.class);
    assertThat(done).hasValue(0);
  }

  @Test
  void theFirstCallsMayPass() {
    front.faults().add(Fault.of(Effect.FAIL).skip(2).times(1));

    look("u1");
    look("u2");
    assertThatThrownBy(() -> look("u3")).isInstanceOf(InternalServerErrorException.class);
    look("u4");
  }

  @Test
  void aHeldCallIsKnownAndGetsNoAnswerOnceItIsLetGo() {
    var id = front.faults().add(Fault.of(Effect.HOLD).times(1));
    var call = Aside.run(() -> look("u7"));

    await().until(() -> !front.faults().held().isEmpty());
    assertThat(front.faults().held())
        .singleElement()
        .satisfies(
            held -> {
              assertThat(held.fault()).isEqualTo(id);
              assertThat(held.action()).isEqualTo("mobiletargeting:GetUserEndpoints");
              assertThat(held.resource()).endsWith("/users/u7");
            });
    look("u8");
    assertThat(call).isNotDone();
    front.faults().clear();

    assertThatThrownBy(call::join).hasCauseInstanceOf(SdkClientException.class);
    assertThat(front.faults().held()).isEmpty();
    assertThat(done).as("only the call that was not held took effect").hasValue(1);
  }

  @Test
  void aHeldCallThatIsReleasedTakesEffectAndIsAnswered() {
    front.faults().add(Fault.of(Effect.HOLD));
    var call = Aside.run(() -> look("u7"));
    await().until(() -> !front.faults().held().isEmpty());
    assertThat(done).hasValue(0);

    front.faults().release();

    call.join();
    look("u8");
    assertThat(front.faults().held()).isEmpty();
    assertThat(done).hasValue(2);
  }

  @Test
  void callsAreReleasedOneByOne() {
    var first = front.faults().add(Fault.of(Effect.HOLD).times(1));
    front.faults().add(Fault.of(Effect.HOLD).times(1));
    var early = Aside.run(() -> look("u7"));
    await().until(() -> front.faults().held().size() == 1);
    var late = Aside.run(() -> look("u8"));
    await().until(() -> front.faults().held().size() == 2);

    front.faults().release(first);

    early.join();
    assertThat(done).hasValue(1);
    assertThat(front.faults().held())
        .singleElement()
        .satisfies(held -> assertThat(held.resource()).endsWith("/users/u8"));
    assertThatThrownBy(() -> front.faults().release(first)).hasMessageContaining("no fault");
    front.faults().release();
    late.join();
  }

  @Test
  void aLostAnswerBelongsToACallThatTookEffect() {
    front.faults().add(Fault.of(Effect.DROP).after().times(1));
    front.faults().add(Fault.of(Effect.FAIL).after().times(1));

    assertThatThrownBy(() -> look("u")).isInstanceOf(SdkClientException.class);
    assertThat(done).hasValue(1);
    assertThatThrownBy(() -> look("u")).isInstanceOf(InternalServerErrorException.class);
    assertThat(done).hasValue(2);
  }

  @Test
  void aDelayIsLongerThanAnImpatientCallerWaits() {
    front.faults().add(Fault.of(Effect.DELAY).delayMillis(400));
    var start = System.nanoTime();

    look("u");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    assertThat(done).hasValue(1);
  }

  @Test
  void onlyCallsThatFitAreStruck() {
    front
        .faults()
        .add(Fault.of(Effect.FAIL).operation("mobiletargeting:GetUser*").resource("*/users/a*"));
    front.faults().add(Fault.of(Effect.FAIL).operation("sns:*"));

    look("b");
    assertThatThrownBy(() -> look("a.1")).isInstanceOf(InternalServerErrorException.class);
    pinpoint.getUserEndpoints(r -> r.applicationId("a").userId("b"));
  }

  @Test
  void onlyOneAgentsCallsMayBeStruck() {
    front.faults().add(Fault.of(Effect.FAIL).agent("application-*"));

    look("u");

    front.faults().add(Fault.of(Effect.FAIL).agent("aws-sdk-java/*"));
    assertThatThrownBy(() -> look("u")).isInstanceOf(InternalServerErrorException.class);
  }

  @Test
  void anotherETagComesWithAnAnswerThatIsTheServicesOwn() {
    front.faults().add(Fault.of(Effect.OTHER_ETAG));

    var answer = pinpoint.getUserEndpoints(r -> r.applicationId("app").userId("u"));

    assertThat(answer.sdkHttpResponse().firstMatchingHeader("ETag"))
        .contains("\"d41d8cd98f00b204e9800998ecf8427e\"");
    assertThat(done).hasValue(1);
  }

  @Test
  void theSameSeedStrikesTheSameCalls() {
    var first = struckOfForty();
    front.faults().clear();
    var second = struckOfForty();

    assertThat(first).isEqualTo(second).hasSizeBetween(5, 35);
  }

  @Test
  void anSdkThatRetriesGetsOverIt() {
    front.faults().add(Fault.of(Effect.FAIL).times(2));
    var patient = Clients.retrying(PinpointClient.builder(), front.uri());

    patient.getUserEndpoints(r -> r.applicationId("app").userId("u"));

    assertThat(done).hasValue(1);
    assertThat(front.calls().since(0))
        .extracting(Call::status, Call::error, Call::fault)
        .containsExactly(
            tuple(500, "InternalServerErrorException", "fault-1"),
            tuple(500, "InternalServerErrorException", "fault-1"),
            tuple(200, "", ""));
  }

  @Test
  void forwardedCallsAreStruckLikewise() throws IOException {
    var received = new AtomicInteger();
    var backend = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    backend.createContext(
        "/",
        exchange -> {
          received.addAndGet(exchange.getRequestBody().readAllBytes().length);
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    backend.start();
    front.forward("s3", URI.create("http://127.0.0.1:" + backend.getAddress().getPort()));
    var s3 = Clients.once(S3Client.builder().forcePathStyle(true), front.uri());
    front.faults().add(Fault.of(Effect.THROTTLE).operation("s3:PutObject").times(1));
    front.faults().add(Fault.of(Effect.DROP).after().action("s3:PutObject").resource("b/k*"));

    assertThatThrownBy(() -> put(s3)).isInstanceOf(S3Exception.class).hasMessageContaining("rate");
    assertThat(received).hasValue(0);
    assertThatThrownBy(() -> put(s3)).isInstanceOf(SdkClientException.class);
    assertThat(received.get()).isGreaterThan(5_000_000);
    backend.stop(0);
  }

  @Test
  void anOrderThatMakesNoSenseIsRefused() {
    assertThatThrownBy(() -> front.faults().add(Fault.of(Effect.DELAY)))
        .hasMessageContaining("delayMillis over 0");
    assertThatThrownBy(() -> front.faults().add(Fault.of(Effect.DROP).probability(1.5, 0)))
        .hasMessageContaining("not 1.5");
    assertThatThrownBy(() -> front.faults().add(Fault.of(null)))
        .hasMessageContaining("DELAY, THROTTLE");
  }

  private List<Integer> struckOfForty() {
    front.faults().add(Fault.of(Effect.FAIL).probability(0.4, 7));
    var struck = new ArrayList<Integer>();
    for (int i = 0; i < 40; i++) {
      try {
        look("u");
      } catch (InternalServerErrorException e) {
        struck.add(i);
      }
    }
    return struck;
  }

  private static void put(S3Client s3) {
    s3.putObject(r -> r.bucket("b").key("k"), RequestBody.fromBytes(new byte[5_000_000]));
  }

  private void look(String user) {
    pinpoint.getUserEndpoints(r -> r.applicationId("app").userId(user));
  }
}
