package org.segmentcourier.training;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.segmentcourier.aws.RecordsConfiguration;
import org.segmentcourier.event.StateChange;
import org.segmentcourier.event.UploadEvent;
import org.segmentcourier.fake.FakeSettings;
import org.segmentcourier.notification.Notification;
import org.segmentcourier.settings.Settings;
import org.segmentcourier.training.personalize.FakePersonalize;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;

/**
 * The routes of training as they are shipped, with fakes of S3, Personalize and SQS behind them;
 * bus and topic are played by the bench.
 */
final class Bench implements AutoCloseable {

  private static final Map<String, String> SETTINGS =
      Map.of(
          "data.bucket", FakeS3.BUCKET,
          "personalize.role.arn", FakePersonalize.ROLE,
          "training.quiet", "60s",
          "training.wait", "10m",
          "training.deadline", "24h");

  /** Seconds between two looks. */
  private static final int TICK_DELAY = 30;

  final FakeS3 s3 = new FakeS3();
  final FakePersonalize personalize = new FakePersonalize(s3::now);
  final FakeSqs sqs = new FakeSqs(s3::now);
  private final DefaultCamelContext context = new DefaultCamelContext();

  private SendMessageRequest current;

  /** Messages are handed on by {@link #tick}. */
  Bench() throws Exception {
    this(false);
  }

  /**
   * @param consuming whether the queue's consumer works by itself
   */
  Bench(boolean consuming) throws Exception {
    var registry = context.getRegistry();
    registry.bind("settings", Settings.of(Bench::setting));
    registry.bind("s3", s3);
    registry.bind("personalize", personalize);
    registry.bind("sqs", sqs);
    new RecordsConfiguration().configure(context);
    new TrainingConfiguration(s3::now).configure(context);
    context
        .getPropertiesComponent()
        .addOverrideProperty("training.queue.url", "http://127.0.0.1/training.fifo");
    context.getPropertiesComponent().addOverrideProperty("queue.visibility", "120");
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(
            PluginHelper.getResourceLoader(context)
                .resolveResource("classpath:routes/training.camel.yaml"));
    if (!consuming) {
      AdviceWith.adviceWith(context, "training", r -> r.replaceFromWith("direct:queue"));
    }
    replace("training-next", "announce-state-change", "mock:changes");
    replace("training-next", "tell-training", "mock:told");
    context.start();
  }

  private void replace(String route, String step, String uri) throws Exception {
    AdviceWith.adviceWith(context, route, r -> r.weaveById(step).replace().to(uri));
  }

  private static Optional<String> setting(String key) {
    return Optional.ofNullable(SETTINGS.getOrDefault(key, FakeSettings.values().get(key)));
  }

  void upload(UploadEvent event) {
    context.createProducerTemplate().sendBody("direct:training-upload", event);
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
    context.createProducerTemplate().sendBody("direct:queue", message);
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
    return bodies("mock:told", Notification.class);
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
    return bodies("mock:changes", StateChange.class);
  }

  /** Forgets what was told and announced so far. */
  void forget() {
    mock("mock:told").reset();
    mock("mock:changes").reset();
    personalize.created.clear();
  }

  private <T> List<T> bodies(String uri, Class<T> type) {
    return mock(uri).getReceivedExchanges().stream()
        .map(e -> e.getMessage().getBody(type))
        .toList();
  }

  private MockEndpoint mock(String uri) {
    return context.getEndpoint(uri, MockEndpoint.class);
  }

  @Override
  public void close() throws java.io.IOException {
    context.close();
  }
}
