package org.segmentcourier.training;

import java.util.List;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.spi.Registry;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.fake.RoutesTest;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.training.personalize.FakePersonalize;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * Training through its real routes, with fakes of S3, Personalize and SQS behind them; bus and
 * topic are played by the test, which also hands on the messages of the queue.
 */
abstract class TrainingTest extends RoutesTest {

  /** Seconds between two looks. */
  private static final int TICK_DELAY = 30;

  final FakeS3 s3 = new FakeS3();
  final FakePersonalize personalize = new FakePersonalize(s3::now);
  final FakeSqs sqs = new FakeSqs(s3::now);

  private SendMessageRequest current;

  TrainingTest() {
    super("training");
    set("data.bucket", FakeS3.BUCKET);
    set("personalize.role.arn", FakePersonalize.ROLE);
    endIn("announce", "notify");
    camelContextConfiguration().replaceRouteFromWith("training", "direct:queue");
  }

  @Override
  protected void bindAws(Registry registry) {
    registry.bind("s3", s3);
    registry.bind("personalize", personalize);
    registry.bind("sqs", sqs);
  }

  @Override
  protected List<CamelConfiguration> rooms() {
    return List.of(new TrainingConfiguration(s3::now));
  }

  void upload(UploadEvent event) {
    template.sendBody("direct:training-upload", event);
  }

  /** Works on the next message of the queue; Personalize finishes nothing by itself. */
  void tick() {
    s3.pass(TICK_DELAY);
    current = sqs.queue.remove(0);
    receive(current.messageBody());
  }

  /** Works on so many messages; Personalize finishes nothing by itself. */
  void ticks(int number) {
    for (int i = 0; i < number; i++) {
      tick();
    }
  }

  /** Works until something of this name is made; Personalize finishes everything before. */
  void ticksUntilCreated(String name) {
    while (personalize.created.stream().noneMatch(created -> created.startsWith(name))) {
      personalize.finish();
      tick();
    }
  }

  /** Works on a message, whoever sent it. */
  void receive(String message) {
    template.sendBody("direct:queue", message);
  }

  /** The message that was worked on last. */
  String current() {
    return current.messageBody();
  }

  /** The message that was worked on last shows up again. */
  void again() {
    sqs.queue.add(0, current);
  }

  /** Works until the queue is empty; Personalize finishes everything between two messages. */
  void runToRest() {
    for (int i = 0; i < 500 && !isAtRest(); i++) {
      tick();
      personalize.finish();
    }
    if (!isAtRest()) {
      throw new AssertionError("not at rest after 500 ticks: " + sqs.queue);
    }
  }

  boolean isAtRest() {
    return sqs.queue.isEmpty();
  }

  List<Notification> told() {
    return bodies("notify", Notification.class);
  }

  /** Summary and text of the only notification. */
  String toldText() {
    var told = told();
    if (told.size() != 1) {
      throw new AssertionError("told " + told.size() + " times: " + told);
    }
    return told.get(0).summary() + "\n" + told.get(0).text();
  }

  /** As {@code <kind> <status>}, in the order of their publication. */
  List<String> changes() {
    return stateChanges().stream().map(c -> c.resource() + " " + c.status()).toList();
  }

  List<StateChange> stateChanges() {
    return bodies("announce", StateChange.class);
  }

  /** Forgets what was told and announced so far. */
  void forget() {
    mock("notify").reset();
    mock("announce").reset();
    personalize.created.clear();
  }

  private <T> List<T> bodies(String direct, Class<T> type) {
    return mock(direct).getReceivedExchanges().stream()
        .map(e -> e.getMessage().getBody(type))
        .toList();
  }
}
